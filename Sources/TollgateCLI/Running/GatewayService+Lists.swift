import GatewayKit

extension GatewayService {
  /// All plans, all pages.
  func allPlans() async throws -> [UsagePlan] {
    var plans: [UsagePlan] = []
    for try await page in planPages(.forPerson) { plans += page.plans }
    return plans
  }

  /// The plans of every key that is in one of the given plans, in their order.
  func plansByKey(of plans: [UsagePlan]) async throws -> [KeyID: [PlanReference]] {
    let members = try await concurrently(plans) { plan in
      try await self.members(plan.id, .forPerson)
    }
    var byKey: [KeyID: [PlanReference]] = [:]
    for (plan, members) in zip(plans, members) {
      for member in members { byKey[member.id, default: []].append(plan.reference) }
    }
    return byKey
  }

  /// The one key that an id or a name stands for.
  func onlyKey(_ reference: String) async throws -> APIKey {
    let keys = try await resolveKeys([reference])
    guard let key = keys.first else { throw Self.unresolved(reference) }
    return key
  }

  /// The one plan that an id or a name stands for.
  func onlyPlan(_ reference: String) async throws -> UsagePlan {
    let plans = try await resolvePlans([reference])
    guard let plan = plans.first else { throw Self.unresolved(reference) }
    return plan
  }

  /// Keys for several references, each key once.
  func distinctKeys(_ references: [String]) async throws -> [APIKey] {
    var seen: Set<KeyID> = []
    return try await resolveKeys(references).filter { seen.insert($0.id).inserted }
  }

  private static func unresolved(_ reference: String) -> GatewayError {
    GatewayError(
      kind: .notFound, code: "NotFound", message: "Nothing has the id or name \(reference)",
      advice: "List what there is with keys list or plans list")
  }
}
