import AWSClient

extension ChangeRun {
  /// Puts a key into a plan, after looking whether its other plans leave room for it.
  func attachment(of key: APIKey, to plan: UsagePlan) async throws -> PreparedChange {
    let present = try await session.plansOfKey(key.id, lane: lane)
    guard !present.contains(where: { $0.id == plan.id }) else {
      throw GatewayError(
        kind: .refused, code: "AlreadyAttached",
        message: "\(key.label) is in the plan \(plan.label) already; nothing was sent.",
        advice: "Nothing needs to be done.")
    }
    if let conflict = Self.conflict(of: plan, with: present, key: key.label) { throw conflict }
    return PreparedChange(
      action: .attach, summary: "put key \(key.label) into plan \(plan.label)",
      past: "put \(key.label) into \(plan.label)", subjects: [key.id.shown, plan.id.wire],
      before: Snapshot(key: key, plan: plan, isAttached: false)
    ) { run in
      try await run.attach(key.id, plan)
      return PreparedChange.Applied(
        subject: .membership(key: key, plan: plan, attached: true),
        after: Snapshot(key: key, plan: plan, isAttached: true), isReversible: true)
    }
  }

  /// Takes a key out of a plan.
  func detachment(of key: APIKey, from plan: UsagePlan) -> PreparedChange {
    PreparedChange(
      action: .detach, summary: "take key \(key.label) out of plan \(plan.label)",
      past: "took \(key.label) out of \(plan.label)", subjects: [key.id.shown, plan.id.wire],
      before: Snapshot(key: key, plan: plan, isAttached: true)
    ) { run in
      do {
        _ = try await run.settle("taking \(key.label) out of \(plan.label)") {
          try await run.api.deleteUsagePlanKey(
            plan: plan.id.wire, key: key.id.wire, lane: run.lane
          ).mapped { true }
        } landed: {
          try await run.isMember(key.id, plan.id) ? nil : true
        }
      } catch let error as AWSError where error.kind == .service && error.status == 404 {
        throw GatewayError(
          kind: .notFound, code: error.code,
          message: "\(key.label) is not in the plan \(plan.label).",
          advice: "Look at the key's plans: tollgate keys show \(key.id.shown)",
          requestId: error.requestId)
      }
      let isGone = await run.readBack(true) { try await !run.isMember(key.id, plan.id) }
      if !isGone { run.log.note("API Gateway still lists the key there; it takes a moment.") }
      return PreparedChange.Applied(
        subject: .membership(key: key, plan: plan, attached: false),
        after: Snapshot(key: key, plan: plan, isAttached: false), isReversible: true)
    }
  }

  /// Sends the attachment of a key and reads it back. A conflict is explained.
  func attach(_ key: KeyID, _ plan: UsagePlan) async throws {
    do {
      _ = try await settle("the place in \(plan.label)") {
        let answer = try await api.createUsagePlanKey(
          plan: plan.id.wire, key: key.wire, lane: lane)
        session.index.warm([answer.value], at: session.place)
        return answer.mapped { true }
      } landed: {
        try await isMember(key, plan.id) ? true : nil
      }
    } catch let error as AWSError where error.kind == .service && error.status == 409 {
      throw await explained(error, key, plan)
    }
    let isThere = await readBack(true) { try await isMember(key, plan.id) }
    guard isThere else {
      throw GatewayError(
        kind: .failed, code: "NotApplied",
        message: "API Gateway accepted the key into \(plan.label), but read back it is not there.",
        advice: "Look, and try again.")
    }
  }

  func isMember(_ key: KeyID, _ plan: PlanID) async throws -> Bool {
    do {
      let record = try await api.getUsagePlanKey(plan: plan.wire, key: key.wire, lane: lane).value
      session.index.warm([record], at: session.place)
      return true
    } catch let error as AWSError where error.kind == .service && error.status == 404 {
      return false
    }
  }

  /// Names the plan that stands in the way, as far as it can be found out.
  private func explained(
    _ error: AWSError, _ key: KeyID, _ plan: UsagePlan
  ) async -> any Error {
    do {
      let present = try await session.plansOfKey(key, lane: lane)
      if var conflict = Self.conflict(of: plan, with: present, key: key.shown) {
        conflict.kind = .failed
        conflict.requestId = error.requestId
        return conflict
      }
    } catch {
      // The service's own sentence tells enough.
    }
    return error
  }

  static func conflict(
    of plan: UsagePlan, with present: [UsagePlan], key: String
  ) -> GatewayError? {
    let wanted = Set(plan.apiStages.map(\.reference))
    for other in present where other.id != plan.id {
      guard let shared = other.apiStages.first(where: { wanted.contains($0.reference) }) else {
        continue
      }
      return GatewayError(
        kind: .refused, code: "StageConflict",
        message: "\(key) is in the plan \(other.label), which opens \(shared.label) too, and API "
          + "Gateway allows a key one plan per API stage.",
        advice: "Take it out of \(other.label) first.")
    }
    return nil
  }

  /// Refuses plans for a new key that open the same stage.
  func refuseSharedStages(_ plans: [UsagePlan], of name: String) throws {
    for (index, plan) in plans.enumerated() {
      guard !plans[..<index].contains(where: { $0.id == plan.id }) else {
        throw ChangeRules.bad(
          "The plan \(plan.label) is named twice.", "Name each plan once.")
      }
      if let other = plans[..<index].first(where: { other in
        other.apiStages.contains { stage in
          plan.apiStages.contains { $0.reference == stage.reference }
        }
      }) {
        throw GatewayError(
          kind: .refused, code: "StageConflict",
          message: "The plans \(other.label) and \(plan.label) open the same API stage, and API "
            + "Gateway allows a key one plan per API stage; \(name) was not created.",
          advice: "Choose one of them.")
      }
    }
  }
}
