import GatewayKit

/// One key's usage of one plan as table, CSV and JSON.
struct UsageView: Sendable {
  /// The figures.
  var usage: KeyUsage

  /// Makes a view.
  init(_ usage: KeyUsage) { self.usage = usage }

  /// The documented JSON.
  var json: JSONValue {
    get throws { try JSONValue(encoding: UsageJSON(usage)) }
  }

  /// How lists of it are written. Where several contexts stand together each says which is its own.
  static var form: ListForm<UsageView> {
    ListForm(columns: columns, none: "No usage.") { view, isWide in
      guard isWide, case .object(let members) = try view.json else { return try view.json }
      let context = try JSONValue(encoding: ContextJSON(view.usage.context))
      return .object(members + [("context", context)])
    }
  }

  /// Columns of a list.
  static var columns: [Column<UsageView>] {
    [
      Column("Plan", "planName") { $0.usage.plan.name },
      Column("Key", "keyName") { $0.usage.keyName },
      Column("Key id", "keyId", .fixed) { $0.usage.keyId.shown },
      Column(
        "Used", "used", .number, text: { $0.usage.used.grouped }, raw: { String($0.usage.used) }),
      Column(
        "Quota", "limit", .number, text: { $0.usage.quota?.limit.grouped ?? "–" },
        raw: { $0.usage.quota.map { String($0.limit) } ?? "" }),
      Column("Period", "period", .fixed) { $0.usage.quota?.period.rawValue ?? "" },
      Column(
        "Left", "remaining", .number, text: { $0.usage.remaining?.grouped ?? "–" },
        raw: { $0.usage.remaining.map(String.init) ?? "" }),
      Column(
        "Used %", "percent", .number,
        text: { $0.usage.percent.map { "\(Int($0.rounded(.down)))%" } ?? "–" },
        raw: { $0.usage.percent?.plain ?? "" }),
      Column(
        "Adjusted", "adjusted", .fixed, text: { $0.usage.isAdjusted ? "yes" : "" },
        raw: { $0.usage.isAdjusted ? "true" : "false" }),
      Column("Forecast", "forecast", .fixed) { $0.usage.forecast.shown },
    ]
  }

  /// Lines for a person.
  var fields: [(String, String)] {
    Self.columns.map { ($0.title, $0.text(self)) }
  }
}

extension Forecast {
  /// `exhausts 2026-11-21 16:40 UTC`.
  var shown: String {
    guard let at else { return state.rawValue }
    return "\(state.rawValue) \(Instant.shown(at))"
  }
}
