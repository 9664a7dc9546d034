/// Writes RFC 4180: CRLF ends, quotes where they are needed.
enum CSV {
  /// One line with its end.
  static func line(_ cells: [String]) -> String {
    cells.map(cell).joined(separator: ",") + "\r\n"
  }

  /// Rows below their header.
  static func render<Row>(_ rows: [Row], _ columns: [Column<Row>], header: Bool = true) -> String {
    var text = header ? line(columns.map(\.field)) : ""
    for row in rows { text += line(columns.map { $0.raw(row) }) }
    return text
  }

  private static func cell(_ text: String) -> String {
    let needsQuotes = text.unicodeScalars.contains {
      $0 == "," || $0 == "\"" || $0 == "\n" || $0 == "\r"
    }
    guard needsQuotes else { return text }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }
}
