/// What stands for a cell on a terminal that shows nothing above 0x7E.
enum AsciiForm {
  /// The ASCII text of a cell, exactly as many columns wide.
  static func of(_ cell: String, columns: Int) -> String {
    guard let first = cell.unicodeScalars.first else { return "" }
    if cell.utf8.count == 1 { return cell }
    // A letter that only lost its marks still reads as itself.
    if first.value < 0x7F { return String(first) }
    if columns == 1, let known = known[first] { return known }
    return String(repeating: "?", count: columns)
  }

  /// Glyphs of our own drawings and of everyday typography.
  private static let known: [Unicode.Scalar: String] = {
    var map: [Unicode.Scalar: String] = [
      "…": "~", "·": "-", "•": "*", "–": "-", "—": "-", "‘": "'", "’": "'", "“": "\"", "”": "\"",
      "›": ">", "‹": "<", "●": "*", "▌": ">", "┊": ":", "╲": "\\", "╱": "/", "▲": "^", "▼": "v",
      "→": ">", "←": "<", "↑": "^", "↓": "v", "\u{A0}": " ", "─": "-", "│": "|", "═": "=",
      "║": "|", "█": "#", "░": ".", "▒": ":", "▓": "#",
    ]
    for scalar in "┌┐└┘├┤┬┴┼╭╮╰╯╔╗╚╝╠╣╦╩╬".unicodeScalars { map[scalar] = "+" }
    for scalar in "▁▂▃".unicodeScalars { map[scalar] = "." }
    for scalar in "▄▅".unicodeScalars { map[scalar] = ":" }
    for scalar in "▆▇▉▊▋▍▎▏".unicodeScalars { map[scalar] = "#" }
    return map
  }()
}
