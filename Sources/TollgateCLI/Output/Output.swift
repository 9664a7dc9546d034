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

  /// Writes a list; `none` is said in place of an empty table.
  func list<Row>(
    _ rows: [Row], columns: [Column<Row>], none: String, json: (Row) -> JSONValue
  ) throws {
    switch format {
    case .table: try table(rows, columns, none: none)
    case .csv: try csv(rows, columns)
    case .json:
      var array = JSONArray(isPretty: isTerminal)
      try write(array.add(rows.map(json)) + array.end())
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

  /// Writes a table.
  func table<Row>(_ rows: [Row], _ columns: [Column<Row>], none: String) throws {
    guard !rows.isEmpty else {
      try write(none + "\n")
      return
    }
    try write(TextTable.render(rows, columns, width: isTerminal ? self.columns() : nil))
  }

  /// Writes CSV, with or without its header.
  func csv<Row>(_ rows: [Row], _ columns: [Column<Row>], header: Bool = true) throws {
    try write(shownOnTerminal(CSV.render(rows, columns, header: header)))
  }

  /// Writes a sentence for people; programs get nothing.
  func sentence(_ text: String) throws {
    guard format == .table else { return }
    try write(Text.sanitize(ErrorReport.sentence(text.capitalisedFirst)) + "\n")
  }

  /// Writes text that is safe or meant for a program as it is.
  func raw(_ text: String) throws {
    try write(text)
  }

  /// CSV is for files; on a terminal its cells must not reach the terminal raw.
  private func shownOnTerminal(_ csv: String) -> String {
    guard isTerminal else { return csv }
    return csv.split(separator: "\r\n", omittingEmptySubsequences: false)
      .map { Text.sanitize(String($0)) }.joined(separator: "\n")
  }
}

extension String {
  /// With an upper-case first letter.
  var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}
