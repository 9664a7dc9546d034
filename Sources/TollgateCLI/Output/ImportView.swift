import GatewayKit

/// What an import did, as table, CSV and JSON.
enum ImportView {
  /// `{"imported":[ids],"warnings":[…],"lines":[{"line","name","action"}]}`.
  static func json(_ outcome: ImportOutcome) -> JSONValue {
    .object([
      ("imported", .array(outcome.ids.map { .string($0.shown) })),
      ("warnings", .array(outcome.warnings.map(JSONValue.string))),
      (
        "lines",
        .array(
          outcome.lines.map {
            .object([
              ("line", .integer($0.line)), ("name", .string($0.name)),
              ("action", .string($0.action)),
            ])
          })
      ),
    ])
  }

  /// Columns of its lines.
  static var columns: [Column<ImportOutcome.Line>] {
    [
      Column("Line", "line", .number) { String($0.line) },
      Column("Name", "name") { $0.name },
      Column("Action", "action", .fixed) { $0.action },
    ]
  }
}
