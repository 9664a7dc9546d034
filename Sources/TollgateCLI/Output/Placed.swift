import GatewayKit

/// A thing of one of several contexts, or why that context has none to show.
struct Placed<Thing: Sendable>: Sendable {
  /// Where it lives.
  var context: GatewayContext
  /// The account, when it is known.
  var account: String?
  /// The thing; nil for a context that failed.
  var thing: Thing?
  /// What it failed with.
  var error: GatewayError?

  /// Where, and then what the thing's own columns say; in files for programs the other way round.
  static func columns(
    _ own: [Column<Thing>], placesLast: Bool = false
  ) -> [Column<Placed<Thing>>] {
    let places: [Column<Placed<Thing>>] = [
      Column("Profile", "profile", .fixed) { $0.context.profile },
      Column("Account", "account", .fixed, text: { $0.account ?? "–" }, raw: { $0.account ?? "" }),
      Column(
        "Region", "region", .fixed,
        text: { $0.context.region.isEmpty ? "–" : $0.context.region }, raw: { $0.context.region }),
    ]
    let columns = own.map { column in
      Column<Placed<Thing>>(
        column.title, column.field, Column<Placed<Thing>>.Layout(column.layout),
        text: { $0.thing.map(column.text) ?? "" }, raw: { $0.thing.map(column.raw) ?? "" })
    }
    return placesLast ? columns + places : places + columns
  }
}

extension Column.Layout {
  /// The same of another kind of row.
  init<Other>(_ layout: Column<Other>.Layout) {
    switch layout {
    case .flexible: self = .flexible
    case .fixed: self = .fixed
    case .number: self = .number
    }
  }
}

/// How a list of things is written.
struct ListForm<Thing: Sendable>: Sendable {
  /// Columns of tables and files.
  var columns: [Column<Thing>]
  /// What is said in place of an empty table.
  var none: String
  /// The JSON of a thing; the second is true where things of several contexts stand together.
  var json: @Sendable (Thing, Bool) throws -> JSONValue
  /// True when the order is not that of contexts.
  var isRanked = false
  /// The format where none was asked for; nil for what the output has.
  var usual: OutputFormat?

  /// The format to write.
  func format(_ format: OutputFormat, _ asked: OutputFormat?) -> OutputFormat {
    asked ?? usual ?? format
  }
}
