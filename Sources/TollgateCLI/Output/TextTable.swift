import Canvas

/// Rows as aligned columns: two blanks between them, numbers to the right, nothing after the last.
enum TextTable {
  /// Lines with their ends; `columns` limits the width, nil leaves every cell whole.
  ///
  /// `span` is the text of a row that has one in place of all cells behind the first three.
  static func render<Row>(
    _ rows: [Row], _ columns: [Column<Row>], width: Int?, span: (Row) -> String? = { _ in nil }
  ) -> String {
    let cells = rows.map { row in columns.map { Text.sanitize($0.text(row)) } }
    let widths = fitted(
      columns.indices.map { index in
        cells.reduce(Text.width(columns[index].title)) {
          max($0, Text.width($1[index]))
        }
      }, columns, to: width)
    var text = line(columns.map(\.title), columns, widths)
    for (row, cells) in zip(rows, cells) {
      guard let words = span(row).map({ Text.sanitize($0) }) else {
        text += line(cells, columns, widths)
        continue
      }
      var place = line(Array(cells.prefix(3)), columns, widths)
      place.removeLast()
      let lead = widths.prefix(3).reduce(0) { $0 + $1 + 2 }
      place += String(repeating: " ", count: max(0, lead - Text.width(place)))
      text += place + (width.map { Text.clip(words, to: max(8, $0 - lead)) } ?? words) + "\n"
    }
    return text
  }

  /// One thing as `Name  value` lines; empty values are left out.
  static func renderFields(_ fields: [(String, String)]) -> String {
    let shown = fields.filter { !$0.1.isEmpty }
    let width = shown.reduce(0) { max($0, Text.width($1.0)) }
    return shown.map { name, value in
      let gap = String(repeating: " ", count: width - Text.width(name) + 2)
      return name + gap + Text.sanitize(value) + "\n"
    }.joined()
  }

  private static func line<Row>(
    _ cells: [String], _ columns: [Column<Row>], _ widths: [Int]
  ) -> String {
    var text = ""
    for (index, cell) in cells.enumerated() {
      let cut = Text.clip(cell, to: widths[index])
      let gap = String(repeating: " ", count: widths[index] - Text.width(cut))
      if index > 0 { text += "  " }
      if case .number = columns[index].layout {
        text += gap + cut
      } else {
        text += index == cells.count - 1 ? cut : cut + gap
      }
    }
    while text.last == " " { text.removeLast() }
    return text + "\n"
  }

  /// Takes columns away from the widest flexible cells until the row fits or nothing more gives.
  private static func fitted<Row>(
    _ natural: [Int], _ columns: [Column<Row>], to width: Int?
  ) -> [Int] {
    var widths = natural
    guard let width else { return widths }
    let least = 8
    while widths.reduce(2 * (widths.count - 1), +) > width {
      let candidates = widths.indices.filter { index in
        guard case .flexible = columns[index].layout else { return false }
        return widths[index] > least
      }
      guard let widest = candidates.max(by: { widths[$0] < widths[$1] }) else { return widths }
      widths[widest] -= 1
    }
    return widths
  }
}
