import Canvas

/// Turns colours into the numbers that ncurses is told.
enum ColorCode {
  /// The number of a colour in a tier; -1 is the terminal's own. `colors` is how many the
  /// terminal has, so that bright ones fall back to plain ones where there are only eight.
  static func number(of color: TerminalColor, tier: ColorTier, colors: Int = 256) -> Int32 {
    switch (tier, color) {
    case (.mono, _), (_, .standard):
      return -1
    case (.truecolor, .rgb(let red, let green, let blue)):
      return direct(red, green, blue)
    case (.truecolor, .indexed(let index)):
      // In direct colour only 0 to 7 still mean the palette.
      if index < 8 { return Int32(index) }
      let (red, green, blue) = components(ofIndex: index)
      return direct(red, green, blue)
    case (.indexed256, .indexed(let index)):
      return Int32(index)
    case (.indexed256, .rgb(let red, let green, let blue)):
      return nearestOf256(red, green, blue)
    case (.ansi16, .indexed(let index)) where index < 16:
      return Int32(colors < 16 ? index % 8 : index)
    case (.ansi16, .indexed(let index)):
      let (red, green, blue) = components(ofIndex: index)
      return nearestOf16(red, green, blue, colors: colors)
    case (.ansi16, .rgb(let red, let green, let blue)):
      return nearestOf16(red, green, blue, colors: colors)
    }
  }

  /// 24 bits, kept clear of 0 to 7, which would mean the palette's colours.
  private static func direct(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> Int32 {
    max(8, Int32(red) << 16 | Int32(green) << 8 | Int32(blue))
  }

  private static let levels: [Int] = [0, 95, 135, 175, 215, 255]

  /// The usual colours of the first sixteen, which users redefine.
  private static let ansi: [(UInt8, UInt8, UInt8)] = [
    (0, 0, 0), (205, 0, 0), (0, 205, 0), (205, 205, 0), (0, 0, 238), (205, 0, 205),
    (0, 205, 205), (229, 229, 229), (127, 127, 127), (255, 0, 0), (0, 255, 0), (255, 255, 0),
    (92, 92, 255), (255, 0, 255), (0, 255, 255), (255, 255, 255),
  ]

  private static func components(ofIndex index: UInt8) -> (UInt8, UInt8, UInt8) {
    if index < 16 { return ansi[Int(index)] }
    if index >= 232 {
      let grey = UInt8(8 + 10 * (Int(index) - 232))
      return (grey, grey, grey)
    }
    let cube = Int(index) - 16
    return (
      UInt8(levels[cube / 36]), UInt8(levels[cube / 6 % 6]), UInt8(levels[cube % 6])
    )
  }

  private static func distance(
    _ one: (UInt8, UInt8, UInt8), _ red: UInt8, _ green: UInt8, _ blue: UInt8
  ) -> Int {
    let (r, g, b) = (
      Int(one.0) - Int(red), Int(one.1) - Int(green), Int(one.2) - Int(blue)
    )
    return r * r + g * g + b * b
  }

  /// The nearest of 16 to 255; the first sixteen are the user's own.
  private static func nearestOf256(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> Int32 {
    nearest(in: 16...255) { distance(components(ofIndex: UInt8($0)), red, green, blue) }
  }

  private static func nearestOf16(
    _ red: UInt8, _ green: UInt8, _ blue: UInt8, colors: Int
  ) -> Int32 {
    nearest(in: 0...(colors < 16 ? 7 : 15)) { distance(ansi[$0], red, green, blue) }
  }

  private static func nearest(in range: ClosedRange<Int>, by distance: (Int) -> Int) -> Int32 {
    var best = range.lowerBound
    var least = Int.max
    for candidate in range {
      let here = distance(candidate)
      if here < least { (best, least) = (candidate, here) }
    }
    return Int32(best)
  }
}
