import AWSClient
import Foundation

/// One PATCH that turns a plan into another: all of its operations, checked.
struct PlanPatch: Equatable, Sendable {
  /// The plan as it is.
  let before: UsagePlan
  /// The plan as it will be.
  let after: UsagePlan
  /// What is sent, in order: stages go before stages come, limits per method last.
  let operations: [PatchOperation]

  /// The patch of an edit.
  ///
  /// - Throws: what is wrong with it, before anything is sent.
  init(_ edit: PlanEdit, on plan: UsagePlan) throws(GatewayError) {
    var after = plan
    if let name = edit.name {
      guard !name.isEmpty else { throw ChangeRules.bad("A plan needs a name.", "Give one.") }
      after.name = name
    }
    if let description = edit.description { after.description = description }
    after.throttle = try Self.throttle(edit.throttle, on: plan)
    after.quota = try Self.quota(edit.quota, on: plan)
    after.apiStages = try Self.stages(edit, on: plan)
    try self.init(from: plan, to: after)
    guard !operations.isEmpty else {
      throw ChangeRules.bad(
        "The plan \(plan.label) is like that already; there is nothing to change.",
        "Give what is to be different.")
    }
  }

  /// The patch from one state of a plan to another.
  init(from before: UsagePlan, to after: UsagePlan) throws(GatewayError) {
    self.before = before
    self.after = after
    var operations: [PatchOperation] = []
    func replace(_ path: String, _ value: String) {
      operations.append(PatchOperation(op: "replace", path: path, value: value))
    }
    if after.name != before.name { replace("/name", after.name) }
    if after.description ?? "" != before.description ?? "" {
      replace("/description", after.description ?? "")
    }
    let kept = Set(after.apiStages.map(\.reference))
    let present = Set(before.apiStages.map(\.reference))
    for stage in before.apiStages where !kept.contains(stage.reference) {
      operations.append(
        PatchOperation(op: "remove", path: "/apiStages", value: stage.reference.wire))
    }
    for stage in after.apiStages where !present.contains(stage.reference) {
      operations.append(
        PatchOperation(op: "add", path: "/apiStages", value: stage.reference.wire))
    }
    if after.throttle != before.throttle {
      if let throttle = after.throttle {
        if let rate = throttle.rateLimit { replace("/throttle/rateLimit", PlanRules.text(rate)) }
        if let burst = throttle.burstLimit { replace("/throttle/burstLimit", String(burst)) }
      } else {
        operations.append(PatchOperation(op: "remove", path: "/throttle"))
      }
    }
    if after.quota != before.quota {
      if let quota = after.quota {
        replace("/quota/limit", String(quota.limit))
        if quota.offset != before.quota?.offset ?? 0 {
          replace("/quota/offset", String(quota.offset))
        }
        replace("/quota/period", quota.period.rawValue)
      } else {
        operations.append(PatchOperation(op: "remove", path: "/quota"))
      }
    }
    operations += try Self.methodOperations(from: before, to: after)
    self.operations = operations
  }

  /// Whether a plan is as this patch leaves it, as far as the patch touches it.
  func isApplied(to plan: UsagePlan) -> Bool {
    do {
      return try PlanPatch(from: plan, to: merged(onto: plan)).operations.isEmpty
    } catch {
      return false
    }
  }

  /// What the patch wants, laid over another state of the same plan.
  func merged(onto plan: UsagePlan) -> UsagePlan {
    var result = plan
    if after.name != before.name { result.name = after.name }
    if after.description ?? "" != before.description ?? "" {
      result.description = after.description
    }
    if after.throttle != before.throttle { result.throttle = after.throttle }
    if after.quota != before.quota { result.quota = after.quota }
    let old = Dictionary(before.apiStages.map { ($0.reference, $0) }) { first, _ in first }
    let new = Dictionary(after.apiStages.map { ($0.reference, $0) }) { first, _ in first }
    result.apiStages.removeAll { old[$0.reference] != nil && new[$0.reference] == nil }
    for stage in after.apiStages where old[stage.reference] != stage {
      if let index = result.apiStages.firstIndex(where: { $0.reference == stage.reference }) {
        result.apiStages[index].throttle = stage.throttle
      } else {
        result.apiStages.append(stage)
      }
    }
    return result
  }

  /// The whole map of a stage's methods at once: paths within a PATCH path would have to be escaped,
  /// and sources do not agree how.
  private static func methodOperations(
    from before: UsagePlan, to after: UsagePlan
  ) throws(GatewayError) -> [PatchOperation] {
    let old = Dictionary(before.apiStages.map { ($0.reference, $0.throttle) }) { first, _ in first }
    var operations: [PatchOperation] = []
    for stage in after.apiStages where stage.throttle != old[stage.reference] ?? [:] {
      let path = "/apiStages/\(stage.reference.wire)/throttle"
      if stage.throttle.isEmpty {
        operations.append(PatchOperation(op: "remove", path: path))
      } else {
        operations.append(
          PatchOperation(op: "replace", path: path, value: try json(stage.throttle)))
      }
    }
    return operations
  }

  private static func json(_ throttles: [String: Throttle]) throws(GatewayError) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do {
      let data = try encoder.encode(throttles.mapValues(ThrottleJSON.init))
      return String(decoding: data, as: UTF8.self)
    } catch {
      throw ChangeRules.bad("A method's limits are no numbers.", "Give finite numbers.")
    }
  }
}
