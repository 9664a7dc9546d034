import Canvas
import GatewayKit

/// Where results go, in the format that was asked for.
struct Output: Sendable {
  /// The format.
  let format: OutputFormat
  /// Whether stdout is a terminal: then tables keep to its width and JSON is laid out for eyes.
  let isTerminal: Bool
  private let columns: @Sendable () -> Int
  private let write: @Sendable (String) throws -> Void

  /// Makes an output.
  init(
    format: OutputFormat, isTerminal: Bool, columns: @escaping @Sendable () -> Int,
    write: @escaping @Sendable (String) throws -> Void
  ) {
    self.format = format
    self.isTerminal = isTerminal
    self.columns = columns
    self.write = write
  }

  /// Columns of the terminal.
  var width: Int { columns() }

  /// Writes a list; `none` is said in place of an empty table.
  func list<Row>(
    _ rows: [Row], columns: [Column<Row>], none: String, json: (Row) throws -> JSONValue
  ) throws {
    switch format {
    case .table: try table(rows, columns, none: none)
    case .csv: try csv(rows, columns)
    case .json:
      var array = JSONArray(isPretty: isTerminal)
      try write(array.add(try rows.map(json)) + array.end())
    }
  }

  /// Writes one thing: its fields as a table, its JSON, or a CSV file of one row.
  func thing<Row>(
    _ row: Row, fields: [(String, String)], columns: [Column<Row>], json: JSONValue
  ) throws {
    switch format {
    case .table: try write(TextTable.renderFields(fields))
    case .csv: try csv([row], columns)
    case .json: try self.json(json)
    }
  }

  /// Writes JSON that is no list of rows.
  func json(_ value: JSONValue) throws {
    try write((isTerminal ? value.pretty() : value.compact) + "\n")
  }

  /// Writes a table; `span` is the text of a row that has one in place of the cells behind the third.
  func table<Row>(
    _ rows: [Row], _ columns: [Column<Row>], none: String, span: (Row) -> String? = { _ in nil }
  ) throws {
    guard !rows.isEmpty else {
      try write(none + "\n")
      return
    }
    try write(
      TextTable.render(rows, columns, width: isTerminal ? self.columns() : nil, span: span))
  }

  /// Writes CSV, with or without its header.
  func csv<Row>(_ rows: [Row], _ columns: [Column<Row>], header: Bool = true) throws {
    let lines =
      (header ? [columns.map(\.field)] : [])
      + rows.map { row in
        columns.map { isTerminal ? Text.sanitize($0.raw(row)) : $0.raw(row) }
      }
    try write(CSVWriter().text(lines))
  }

  /// Writes a sentence for people; programs get nothing.
  func sentence(_ text: String) throws {
    guard format == .table else { return }
    try write(Text.sanitize(ErrorReport.sentence(text.capitalisedFirst)) + "\n")
  }

  /// Writes lines with text from elsewhere in them: safe on a terminal, exact anywhere else.
  func foreign(_ lines: String) throws {
    guard isTerminal else { return try write(lines) }
    try write(
      lines.split(separator: "\n", omittingEmptySubsequences: false)
        .map { Text.sanitize(String($0)) }.joined(separator: "\n"))
  }

  /// Writes text that is safe or meant for a program as it is.
  func raw(_ text: String) throws {
    try write(text)
  }
}

extension String {
  /// With an upper-case first letter.
  var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}
