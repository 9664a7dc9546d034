import AWSClient

extension ChangeRun {
  /// A new plan with its limits and stages, in one request.
  func creation(of draft: PlanDraft) async throws -> PreparedChange {
    // Plans carry no date of their creation: the ids that are there before tell a new one.
    let older = isRehearsal ? [] : Set(try await twins(of: draft).map(\.id))
    let input = CreateUsagePlanInput(
      name: draft.name, description: draft.description, apiStages: draft.stages.map(\.record),
      throttle: draft.throttle?.record, quota: draft.quota?.record, tags: draft.tags)
    return PreparedChange(
      action: .createPlan, summary: "create plan \(draft.name)", past: "created \(draft.name)",
      subjects: []
    ) { run in
      let record = try await run.settle("the new plan") {
        try await run.api.createUsagePlan(input, lane: run.lane)
      } landed: {
        let new = try await run.twins(of: draft).filter { !older.contains($0.id) }
        guard new.count <= 1 else {
          throw GatewaySession.nothing(called: [draft.name], noun: "plan")
        }
        return new.first
      }
      let known = try await run.session.plans([record], lane: run.lane, withNames: !run.isRehearsal)
      guard let made = known.first else {
        throw GatewaySession.nothing(called: [draft.name], noun: "plan")
      }
      let plan = await run.readBack(made) {
        try await run.session.plan(made.id, countKeys: false, lane: run.lane)
      }
      return PreparedChange.Applied(subject: .plan(plan), after: Snapshot(plan: plan))
    }
  }

  /// Plans with the draft's name and limits.
  private func twins(of draft: PlanDraft) async throws -> [UsagePlanRecord] {
    var found: [UsagePlanRecord] = []
    var position: String?
    repeat {
      let page = try await api.getUsagePlans(position: position, lane: lane).value
      found += page.items.filter {
        $0.name == draft.name && $0.throttle.map(Throttle.init) == draft.throttle
          && $0.quota.flatMap(Quota.init) == draft.quota
      }
      position = page.position
    } while position != nil
    return found
  }

  /// Everything that changes about a plan, in one PATCH.
  func edit(of plan: UsagePlan, _ edit: PlanEdit) async throws -> PreparedChange {
    let before = try await session.plan(plan.id, countKeys: false, lane: lane)
    let patch = try PlanPatch(edit, on: before)
    return change(patch, summary: "change plan \(before.label)", past: "changed \(before.label)")
  }

  /// The change that a patch makes.
  func change(_ patch: PlanPatch, summary: String, past: String) -> PreparedChange {
    PreparedChange(
      action: .updatePlan, summary: summary, past: past, subjects: [patch.before.id.wire],
      before: Snapshot(plan: patch.before)
    ) { run in
      let after = try await run.send(patch)
      return PreparedChange.Applied(
        subject: .plan(after), after: Snapshot(plan: after), isReversible: true)
    }
  }

  /// Sends a plan's PATCH when AWS's spacing allows it, and reads the plan back.
  func send(_ patch: PlanPatch) async throws -> UsagePlan {
    let id = patch.before.id
    let record = try await settle("the change of \(patch.before.label)") {
      try await waitForPlanUpdate()
      return try await api.updateUsagePlan(
        id.wire, patch: patch.operations, lane: lane, onWait: announceWait)
    } landed: {
      let record = try await api.getUsagePlan(id.wire, lane: lane).value
      return patch.isApplied(to: UsagePlan(record, context: session.context)) ? record : nil
    }
    let known = try await session.plans([record], lane: lane, withNames: !isRehearsal).first
    let after = await readBack(known ?? patch.after) {
      try await session.plan(id, countKeys: false, lane: lane)
    }
    if !isRehearsal, !patch.isApplied(to: after) {
      log.note(
        "Read back, the plan is not quite as asked for: somebody else changed it at the same time, "
          + "or API Gateway left a part out.")
    }
    return after
  }

  /// Takes a plan's stages away in one PATCH, then deletes it; puts them back when that fails.
  func deletion(of plan: UsagePlan) async throws -> PreparedChange {
    let before = try await session.plan(plan.id, countKeys: false, lane: lane)
    return PreparedChange(
      action: .deletePlan, summary: "delete plan \(before.label)",
      past: "deleted \(before.label)", subjects: [plan.id.wire], before: Snapshot(plan: before)
    ) { run in
      var bare = before
      bare.apiStages = []
      let patch = try PlanPatch(from: before, to: bare)
      if !patch.operations.isEmpty {
        run.progress("taking the stages of \(before.label) away")
        _ = try await run.send(patch)
      }
      do {
        _ = try await run.settle("deleting \(before.label)") {
          try await run.api.deleteUsagePlan(plan.id.wire, lane: run.lane).mapped { true }
        } landed: {
          try await run.isThere(plan.id) ? nil : true
        }
      } catch {
        guard !patch.operations.isEmpty else { throw error }
        throw await run.putBack(bare, before, after: error)
      }
      return PreparedChange.Applied(subject: .planDeleted(before))
    }
  }

  private func isThere(_ id: PlanID) async throws -> Bool {
    do {
      _ = try await api.getUsagePlan(id.wire, lane: lane)
      return true
    } catch let error as AWSError where error.kind == .service && error.status == 404 {
      return false
    }
  }

  /// Opens the stages again of a plan that could not be deleted.
  private func putBack(
    _ bare: UsagePlan, _ before: UsagePlan, after error: any Error
  ) async -> GatewayError {
    let reason = (session.translate(error) as? GatewayError)?.message ?? "It was cancelled."
    let start = "The plan \(before.label) could not be deleted: \(reason)"
    let stages = before.apiStages.map(\.label).joined(separator: ", ")
    progress("putting the stages of \(before.label) back")
    do {
      let patch = try PlanPatch(from: bare, to: before)
      _ = try await shielded { try await send(patch) }
      return GatewayError(
        kind: .failed, code: "TakenBack", message: "\(start) Its stages were put back.",
        advice: "Mend what it names and try again.", requestId: log.requestIds.last)
    } catch {
      let second = (session.translate(error) as? GatewayError)?.message ?? "It was cancelled."
      return GatewayError(
        kind: .failed, code: "PartlyDone",
        message: "\(start) Putting its stages back failed too: \(second) The plan is there without "
          + "its stages (\(stages)), so its keys are refused.",
        advice: "Add the stages again: tollgate plans update \(before.id.wire) --add-stage …",
        requestId: log.requestIds.last)
    }
  }
}
