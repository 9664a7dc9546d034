import Canvas

/// The colours of every role on every surface, corrected so that they can be read.
struct Palette: Hashable, Sendable {
  /// The colour behind each surface, in the order of `Surface.allCases`.
  let surfaces: [RGB]
  /// The colour of each role before correction, in the order of `Role.allCases`.
  let roles: [RGB]

  /// Least contrast of text.
  static let textContrast = 4.5
  /// Least contrast of dim text.
  static let dimContrast = 3.0
  /// Least contrast between a selected row and the screen; below it the selection is reversed.
  static let selectionContrast = 1.15

  /// Takes the colours that roles and surfaces need from a scheme.
  init(_ scheme: Scheme) {
    let slots = scheme.colors.map(\.safeForDirectMode)
    let (base, text) = (slots[0x00], slots[0x05])
    var selection = slots[0x02]
    if selection.contrast(with: base) < Palette.selectionContrast { selection = text }
    if selection.contrast(with: base) < Palette.selectionContrast {
      selection = text.readable(on: base, atLeast: Palette.textContrast)
    }
    surfaces = Surface.allCases.map { surface in
      switch surface {
      case .base: base
      case .bar, .dialog: slots[0x01]
      case .selection: selection
      case .field: slots[0x01].mixed(with: slots[0x02], 0.5).safeForDirectMode
      }
    }
    roles = Role.allCases.map { role in
      switch role {
      case .text: text
      case .dim: slots[0x03]
      case .accent: slots[0x0D]
      case .ok: slots[0x0B]
      case .warn: slots[0x0A]
      case .danger: slots[0x08]
      case .chart1: slots[0x0C]
      case .chart2: slots[0x09]
      case .chart3: slots[0x0E]
      case .chart4: slots[0x16]
      }
    }
  }

  /// The colour behind a surface.
  func background(_ surface: Surface) -> RGB { surfaces[Int(surface.rawValue)] }

  /// The colour of a role on a surface.
  func foreground(_ role: Role, on surface: Surface) -> RGB {
    roles[Int(role.rawValue)]
      .readable(on: background(surface), atLeast: Palette.contrast(of: role)).safeForDirectMode
  }

  /// The least contrast that a role must have.
  static func contrast(of role: Role) -> Double { role == .dim ? dimContrast : textContrast }
}
