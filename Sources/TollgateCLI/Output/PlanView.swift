import GatewayKit

/// A plan as table, CSV and JSON.
struct PlanView: Sendable {
  /// The plan.
  var plan: UsagePlan

  /// Makes a view.
  init(_ plan: UsagePlan) { self.plan = plan }

  /// The documented JSON.
  var json: JSONValue {
    get throws { try JSONValue(encoding: PlanJSON(plan)) }
  }

  /// Lines for a person.
  var fields: [(String, String)] {
    var fields = [
      ("Id", plan.id.wire),
      ("Name", plan.name),
      ("Description", plan.description ?? ""),
      ("Throttle", plan.throttle.shown),
      ("Quota", plan.quota.shown),
      ("Keys", plan.keyCount.map(\.grouped) ?? ""),
      ("Tags", plan.tags.shown),
      ("Context", plan.context.shown),
    ]
    for stage in plan.apiStages {
      fields.append(("Stage", "\(stage.label) (\(stage.reference.wire))"))
      for (method, throttle) in stage.throttle.sorted(by: { $0.key < $1.key }) {
        fields.append(("", "\(method) \(Optional(throttle).shown)"))
      }
    }
    return fields
  }

  /// Columns of a list.
  static func columns(withKeys: Bool) -> [Column<PlanView>] {
    var columns: [Column<PlanView>] = [
      Column("Id", "id", .fixed) { $0.plan.id.wire },
      Column("Name", "name") { $0.plan.name },
      Column(
        "Rate", "rateLimit", .number,
        text: { $0.plan.throttle?.rateLimit?.shown ?? "–" },
        raw: { $0.plan.throttle?.rateLimit?.plain ?? "" }),
      Column(
        "Burst", "burstLimit", .number,
        text: { $0.plan.throttle?.burstLimit?.grouped ?? "–" },
        raw: { $0.plan.throttle?.burstLimit.map(String.init) ?? "" }),
      Column(
        "Quota", "quotaLimit", .number, text: { $0.plan.quota?.limit.grouped ?? "–" },
        raw: { $0.plan.quota.map { String($0.limit) } ?? "" }),
      Column("Period", "quotaPeriod", .fixed) { $0.plan.quota?.period.rawValue ?? "" },
      Column(
        "Stages", "apiStages", text: { $0.plan.apiStages.map(\.label).joined(separator: ", ") },
        raw: { $0.plan.apiStages.map(\.reference.wire).joined(separator: ",") }),
    ]
    if withKeys {
      columns.insert(
        Column(
          "Keys", "keyCount", .number, text: { $0.plan.keyCount?.grouped ?? "" },
          raw: { $0.plan.keyCount.map(String.init) ?? "" }), at: 2)
    }
    columns.append(Column("Description", "description") { $0.plan.description ?? "" })
    columns.append(Column("Tags", "tags") { $0.plan.tags.shown })
    return columns
  }
}

extension Throttle? {
  /// `100/s, burst 50`.
  var shown: String {
    guard let self else { return "none" }
    let rate = self.rateLimit.map { "\($0.shown)/s" }
    let burst = self.burstLimit.map { "burst \($0.grouped)" }
    return [rate, burst].compactMap { $0 }.joined(separator: ", ")
  }
}

extension Quota? {
  /// `10,000 per MONTH`.
  var shown: String {
    guard let self else { return "none" }
    let shift = self.offset == 0 ? "" : ", from day \(self.offset)"
    return "\(self.limit.grouped) per \(self.period.rawValue)\(shift)"
  }
}
