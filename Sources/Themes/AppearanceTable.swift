import Canvas

/// The appearance of every role on every surface in one colour tier.
struct AppearanceTable: Sendable {
  private let cells: [Appearance]

  /// Works all of them out.
  init(_ palette: Palette, isDark: Bool, tier: ColorTier) {
    let surfaces: [[Appearance]] =
      switch tier {
      case .truecolor: AppearanceTable.direct(palette)
      case .indexed256: AppearanceTable.indexed(palette)
      case .ansi16: AppearanceTable.ansi(isDark: isDark)
      case .mono: AppearanceTable.mono()
      }
    cells = surfaces.flatMap(\.self)
  }

  /// Looks one up. Reverse asked for on a surface that is reversed already shows as not reversed.
  func appearance(_ style: Style) -> Appearance {
    var found =
      cells[Int(style.surface.rawValue) * Role.allCases.count + Int(style.role.rawValue)]
    let isReversed = found.attributes.contains(.reverse) != style.attributes.contains(.reverse)
    found.attributes.formUnion(style.attributes)
    if isReversed { found.attributes.insert(.reverse) } else { found.attributes.remove(.reverse) }
    return found
  }

  /// Attributes that a role has where there are colours too.
  private static func emphasis(_ role: Role) -> Attributes { role == .danger ? .bold : [] }

  private static func direct(_ palette: Palette) -> [[Appearance]] {
    func color(_ value: RGB) -> TerminalColor { .rgb(value.red, value.green, value.blue) }
    return Surface.allCases.map { surface in
      Role.allCases.map { role in
        Appearance(
          foreground: color(palette.foreground(role, on: surface)),
          background: color(palette.background(surface)), attributes: emphasis(role))
      }
    }
  }

  private static func indexed(_ palette: Palette) -> [[Appearance]] {
    var backgrounds = Surface.allCases.map { Cube.nearest(to: palette.background($0)) }
    let base = backgrounds[Int(Surface.base.rawValue)]
    let selection = Int(Surface.selection.rawValue)
    if backgrounds[selection].color.contrast(with: base.color) < Palette.selectionContrast {
      // The cube has no colour between the two: the selection is the text's colour instead.
      backgrounds[selection] = Cube.nearest(
        to: palette.foreground(.text, on: .base), on: base.color, atLeast: Palette.textContrast)
    }
    return Surface.allCases.map { surface in
      let background = backgrounds[Int(surface.rawValue)]
      return Role.allCases.map { role in
        let foreground = Cube.nearest(
          to: palette.foreground(role, on: surface), on: background.color,
          atLeast: Palette.contrast(of: role))
        return Appearance(
          foreground: .indexed(foreground.index), background: .indexed(background.index),
          attributes: emphasis(role))
      }
    }
  }

  /// The eight colours that every colour terminal has, on the terminal's own background.
  private static func ansi(isDark: Bool) -> [[Appearance]] {
    func color(_ role: Role) -> TerminalColor {
      switch role {
      case .text, .dim: .standard
      case .accent, .chart1: .indexed(isDark ? 6 : 4)
      case .ok: .indexed(2)
      case .warn, .chart2: .indexed(isDark ? 3 : 5)
      case .danger: .indexed(1)
      case .chart3: .indexed(isDark ? 5 : 6)
      case .chart4: .indexed(2)
      }
    }
    return zip(Surface.allCases, mono()).map { surface, appearances in
      let isReversed = surface == .selection || surface == .bar
      return zip(Role.allCases, appearances).map { role, appearance in
        // Colours behind text of the terminal's own are left alone: reversed text stays plain.
        var attributes = appearance.attributes
        if !isReversed, role == .warn { attributes.remove(.underline) }
        return Appearance(
          foreground: isReversed ? .standard : color(role), background: .standard,
          attributes: attributes)
      }
    }
  }

  /// Attributes alone say what colours say.
  private static func mono() -> [[Appearance]] {
    Surface.allCases.map { surface in
      let behind: Attributes =
        switch surface {
        case .base, .dialog: []
        case .bar, .selection: .reverse
        case .field: .underline
        }
      return Role.allCases.map { role in
        let own: Attributes =
          switch role {
          case .text, .ok, .chart1: []
          // Half bright text on a reversed row cannot be read.
          case .dim, .chart3: behind == .reverse ? [] : .dim
          case .accent, .danger, .chart2: .bold
          case .warn, .chart4: .underline
          }
        return Appearance(attributes: behind.union(own))
      }
    }
  }
}
