import AWSClient

extension GatewaySession {
  func planPages(lane: Lane) -> AsyncThrowingStream<PlanPage, any Error> {
    stream { continuation in
      var position: String?
      repeat {
        let answer = try await api.getUsagePlans(position: position, lane: lane)
        position = answer.value.position
        let plans = try await plans(answer.value.items, lane: lane, withNames: true)
        continuation.yield(
          PlanPage(plans: plans, isLast: position == nil, fetchedAt: answer.receivedAt))
      } while position != nil
    }
  }

  func allPlans(lane: Lane, withNames: Bool = true) async throws -> [UsagePlan] {
    var records: [UsagePlanRecord] = []
    var position: String?
    repeat {
      let page = try await api.getUsagePlans(position: position, lane: lane).value
      records += page.items
      position = page.position
    } while position != nil
    return try await plans(records, lane: lane, withNames: withNames)
  }

  /// One plan with its tags and the names of its APIs, and the number of its keys when asked.
  func plan(_ id: PlanID, countKeys: Bool, lane: Lane) async throws -> UsagePlan {
    async let count =
      countKeys
      ? denials.optional(.readPlanKeys) { try await members(id, lane: lane).count } : nil
    let record = try await api.getUsagePlan(id.wire, lane: lane).value
    guard var plan = try await plans([record], lane: lane, withNames: true).first else {
      throw Self.nothing(called: [id.wire], noun: "plan")
    }
    plan.keyCount = try await count
    return plan
  }

  /// The members of a plan. The values that came along are dropped here.
  func members(_ plan: PlanID, lane: Lane) async throws -> [PlanMember] {
    var members: [PlanMember] = []
    var position: String?
    repeat {
      let page = try await api.getUsagePlanKeys(plan: plan.wire, position: position, lane: lane)
        .value
      index.warm(page.items, at: place)
      members += page.items.map { PlanMember(id: KeyID($0.id), name: $0.name ?? "") }
      position = page.position
    } while position != nil
    return members
  }

  func plans(
    _ records: [UsagePlanRecord], lane: Lane, withNames: Bool
  ) async throws -> [UsagePlan] {
    let ids = Set(records.flatMap { $0.apiStages.map(\.apiId) })
    let known = withNames && !ids.isEmpty ? try await names.names(of: ids, lane: lane) : [:]
    return records.map { UsagePlan($0, names: known, context: context) }
  }
}
