import GatewayKit

/// A plan as table, CSV and JSON.
struct PlanView: Sendable {
  /// The plan.
  var plan: UsagePlan

  /// Makes a view.
  init(_ plan: UsagePlan) { self.plan = plan }

  /// The documented JSON.
  var json: JSONValue {
    var members: [(String, JSONValue)] = [
      ("id", .string(plan.id.wire)), ("name", .string(plan.name)),
    ]
    if let description = plan.description { members.append(("description", .string(description))) }
    if let throttle = plan.throttle { members.append(("throttle", throttle.json)) }
    if let quota = plan.quota { members.append(("quota", quota.json)) }
    members.append(("apiStages", .array(plan.apiStages.map(\.json))))
    members.append(("tags", .tags(plan.tags)))
    if let count = plan.keyCount { members.append(("keyCount", .integer(count))) }
    members.append(("context", plan.context.json))
    return .object(members)
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
        text: { $0.plan.throttle?.rateLimit?.plain ?? "–" },
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

extension Throttle {
  /// `{"rateLimit","burstLimit"}`.
  var json: JSONValue {
    var members: [(String, JSONValue)] = []
    if let rateLimit { members.append(("rateLimit", .number(rateLimit))) }
    if let burstLimit { members.append(("burstLimit", .integer(burstLimit))) }
    return .object(members)
  }
}

extension Throttle? {
  /// `100/s, burst 50`.
  var shown: String {
    guard let self else { return "none" }
    let rate = self.rateLimit.map { "\($0.plain)/s" }
    let burst = self.burstLimit.map { "burst \($0.grouped)" }
    return [rate, burst].compactMap { $0 }.joined(separator: ", ")
  }
}

extension Quota {
  /// `{"limit","period","offset"}`.
  var json: JSONValue {
    .object([
      ("limit", .integer(limit)), ("period", .string(period.rawValue)),
      ("offset", .integer(offset)),
    ])
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

extension PlanStage {
  /// `{"apiId","apiName","stage","throttle"?}`.
  var json: JSONValue {
    var members: [(String, JSONValue)] = [
      ("apiId", .string(reference.apiId)), ("apiName", .optional(apiName)),
      ("stage", .string(reference.stage)),
    ]
    if !throttle.isEmpty {
      members.append(
        (
          "throttle",
          .object(throttle.sorted { $0.key < $1.key }.map { ($0.key, $0.value.json) })
        ))
    }
    return .object(members)
  }
}
