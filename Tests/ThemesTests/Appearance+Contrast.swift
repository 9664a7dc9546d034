import Canvas

@testable import Themes

extension TerminalColor {
  /// The colour that a terminal shows; nil where that is the terminal's own affair.
  var rgb: RGB? {
    switch self {
    case .standard: nil
    case .indexed(let index): index >= 16 ? Cube.color(index) : nil
    case .rgb(let red, let green, let blue): RGB(red, green, blue)
    }
  }
}

extension Theme {
  /// Every role on every surface of a tier that has less contrast than it must, in words.
  func unreadable(_ tier: ColorTier) -> [String] {
    let sheet = styleSheet(tier: tier)
    var found: [String] = []
    for surface in Surface.allCases {
      for role in Role.allCases {
        let appearance = sheet.appearance(Style(role, on: surface))
        let wanted = role == .dim ? 3.0 : 4.5
        guard let text = appearance.foreground.rgb, let behind = appearance.background.rgb else {
          found.append("\(slug) \(tier) \(role) on \(surface): no colour")
          continue
        }
        let contrast = text.contrast(with: behind)
        if contrast < wanted { found.append("\(slug) \(tier) \(role) on \(surface): \(contrast)") }
      }
    }
    return found
  }
}
