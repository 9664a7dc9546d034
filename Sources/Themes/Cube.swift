/// The colours 16 to 255 of a terminal: a cube of 6 by 6 by 6 and 24 greys.
///
/// The first sixteen are the user's own and are never used.
enum Cube {
  /// One of them.
  struct Entry: Sendable {
    /// Its index.
    let index: UInt8
    /// Its colour.
    let color: RGB
    /// The same, for distances.
    let lab: Lab
  }

  /// All of them, by index.
  static let entries: [Entry] = (16...255).map { index in
    let color = Cube.color(UInt8(index))
    return Entry(index: UInt8(index), color: color, lab: Lab(color))
  }

  /// The colour of an index from 16 on.
  static func color(_ index: UInt8) -> RGB {
    if index >= 232 {
      let level = 8 + 10 * (index - 232)
      return RGB(level, level, level)
    }
    func level(_ step: UInt8) -> UInt8 { step == 0 ? 0 : 55 + 40 * step }
    let place = index - 16
    return RGB(level(place / 36), level(place / 6 % 6), level(place % 6))
  }

  /// The nearest colour, among those that have a contrast with a background if one is given.
  static func nearest(to color: RGB, on background: RGB? = nil, atLeast wanted: Double = 1) -> Entry
  {
    let lab = Lab(color)
    var best = entries[0]
    var bestDistance = Double.infinity
    for entry in entries {
      let distance = entry.lab.distance(to: lab)
      guard distance < bestDistance else { continue }
      if let background, entry.color.contrast(with: background) < wanted { continue }
      best = entry
      bestDistance = distance
    }
    return best
  }
}
