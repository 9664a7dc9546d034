extension RGB {
  /// The colour itself, or the same hue lighter or darker, so that it reaches a contrast.
  ///
  /// It moves away from the background on the side where it stands already, unless only the other
  /// side can reach the contrast. Contrasts up to 4.58 can be reached on every background.
  func readable(on background: RGB, atLeast wanted: Double) -> RGB {
    if contrast(with: background) >= wanted { return self }
    let white = RGB(0xFFFFFF)
    let black = RGB(0x010101)
    let isLighter = luminance >= background.luminance
    let preferred = isLighter ? white : black
    let lightens = preferred.contrast(with: background) >= wanted ? isLighter : !isLighter
    let own = Lab(self)
    var near = own.lightness
    var far: Double = lightens ? 1 : 0
    var best = lightens ? white : black
    for _ in 0..<12 {
      let middle = (near + far) / 2
      let color = Lab(lightness: middle, a: own.a, b: own.b).rgb
      if color.contrast(with: background) >= wanted {
        best = color
        far = middle
      } else {
        near = middle
      }
    }
    return best
  }
}
