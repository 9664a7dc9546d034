extension CellBuffer {
  /// The rows as letters that stand for styles, without trailing dots; what tests of colour compare.
  ///
  /// By default the role's letter (`.` text, `d` dim, `a` accent, `o` ok, `w` warn, `!` danger,
  /// `1` to `4` charts); a map may give other letters.
  package func styledText(map: (Style) -> Character = CellBuffer.roleLetter) -> String {
    (0..<size.height).map { y in
      var line = ""
      for x in 0..<size.width { line.append(map(self[x, y].style)) }
      while line.last == "." { line.removeLast() }
      return line
    }.joined(separator: "\n")
  }

  /// The letter of a style's role.
  package static func roleLetter(_ style: Style) -> Character {
    switch style.role {
    case .text: "."
    case .dim: "d"
    case .accent: "a"
    case .ok: "o"
    case .warn: "w"
    case .danger: "!"
    case .chart1: "1"
    case .chart2: "2"
    case .chart3: "3"
    case .chart4: "4"
    }
  }

  /// The letter of a style's surface: `.` base, `b` bar, `s` selection, `d` dialog, `f` field.
  package static func surfaceLetter(_ style: Style) -> Character {
    switch style.surface {
    case .base: "."
    case .bar: "b"
    case .selection: "s"
    case .dialog: "d"
    case .field: "f"
    }
  }
}
