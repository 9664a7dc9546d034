import AWSClient
import LocalStore

// Cutting a whole plan off, and opening it again.
extension ChangeRun {
  private static let actions = [
    PreparedChange.Action.suspendPlan.rawValue, PreparedChange.Action.resumePlan.rawValue,
  ]

  /// The same run in the lane that passes everything that waits. The spacing of plan updates is
  /// AWS's and holds there too.
  private var urgent: ChangeRun {
    ChangeRun(
      session: session, api: api, lane: .emergency, isRehearsal: isRehearsal, progress: progress,
      log: log)
  }

  /// All stages of a plan taken away in one PATCH. What they were, with their limits per method, is
  /// in the journal before it is sent.
  func suspension(of plan: UsagePlan) async throws -> PreparedChange {
    let before = try await session.plan(plan.id, countKeys: false, lane: .emergency)
    guard !before.apiStages.isEmpty else { throw try await nothingToSuspend(before) }
    var bare = before
    bare.apiStages = []
    let patch = try PlanPatch(from: before, to: bare)
    return PreparedChange(
      action: .suspendPlan, summary: "suspend plan \(before.label)",
      past: "suspended \(before.label): its keys open \(Self.list(before.apiStages)) no more",
      subjects: [before.id.wire], before: Snapshot(plan: before)
    ) { run in
      let after = try await run.urgent.send(patch)
      guard run.isRehearsal || after.apiStages.isEmpty else {
        throw GatewayError(
          kind: .failed, code: "NotApplied",
          message: "API Gateway accepted the change, but read back \(before.label) opens "
            + "\(Self.list(after.apiStages)).",
          advice: "Somebody else may have opened it at the same time; look, and suspend it again.")
      }
      return PreparedChange.Applied(
        subject: .plan(after), after: Snapshot(plan: after), isReversible: true)
    }
  }

  private func nothingToSuspend(_ plan: UsagePlan) async throws -> GatewayError {
    if let entry = try await suspension(of: plan.id) {
      return GatewayError(
        kind: .refused, code: "SuspendedAlready",
        message: "The plan \(plan.label) is suspended already, since \(entry.at.iso8601); nothing "
          + "was sent.",
        advice: "To open it again: tollgate plans resume \(plan.id.wire)")
    }
    return GatewayError(
      kind: .refused, code: "NoStages",
      message: "The plan \(plan.label) opens no API stage, so there is nothing to suspend.",
      advice: "Look at what its keys are in: tollgate keys list --plan \(plan.id.wire)")
  }

  /// The stages of a suspended plan put back as the journal has them.
  func resumption(of plan: UsagePlan) async throws -> PreparedChange {
    let now = try await session.plan(plan.id, countKeys: false, lane: lane)
    let wanted = try await stagesToPutBack(of: now)
    let patch = try PlanPatch(from: now, to: wanted)
    let stages = Self.list(wanted.apiStages)
    return PreparedChange(
      action: .resumePlan, summary: "resume plan \(now.label)",
      past: "resumed \(now.label): its keys open \(stages) again", subjects: [now.id.wire],
      before: Snapshot(plan: now)
    ) { run in
      let after = try await run.send(patch)
      let expected = Snapshot.PlanState(wanted).stages
      guard run.isRehearsal || Snapshot.PlanState(after).stages == expected else {
        throw GatewayError(
          kind: .failed, code: "NotApplied",
          message: "API Gateway accepted the change, but read back \(now.label) differs from what "
            + "it was: it opens \(Self.list(after.apiStages)), and before its suspension it opened "
            + "\(stages).",
          advice: "Compare the limits per method: tollgate plans show \(now.id.wire)")
      }
      return PreparedChange.Applied(
        subject: .plan(after), after: Snapshot(plan: after), isReversible: true)
    }
  }

  /// The plan with the stages that its newest suspension took away.
  private func stagesToPutBack(of now: UsagePlan) async throws -> UsagePlan {
    guard let entry = try await suspension(of: now.id), let json = entry.before,
      let state = try Snapshot(json: json).plan
    else {
      guard now.apiStages.isEmpty else { throw notSuspended(now) }
      throw GatewayError(
        kind: .refused, code: "SuspendedElsewhere",
        message:
          "The plan \(now.label) opens no API stage, and this machine's journal does not say "
          + "what it opened before.",
        advice:
          "Resume it where it was suspended, or add its stages by hand: tollgate plans update "
          + "\(now.id.wire) --add-stage API:STAGE")
    }
    let before = state.plan(like: now)
    guard now.apiStages.isEmpty else {
      if Snapshot.PlanState(now).stages == state.stages { throw notSuspended(now) }
      throw GatewayError(
        kind: .refused, code: "ChangedSince",
        message: "The plan \(now.label) opens \(Self.list(now.apiStages)) now, so something else "
          + "changed it since it was suspended \(entry.at.iso8601); nothing was put back. It opened "
          + "\(Self.list(before.apiStages)) then.",
        advice: "Add what is missing by hand: tollgate plans update \(now.id.wire) --add-stage "
          + "API:STAGE")
    }
    var wanted = now
    wanted.apiStages = before.apiStages
    return wanted
  }

  private func notSuspended(_ plan: UsagePlan) -> GatewayError {
    GatewayError(
      kind: .refused, code: "NotSuspended",
      message: "The plan \(plan.label) is not suspended: it opens \(Self.list(plan.apiStages)); "
        + "nothing was sent.", advice: "Nothing needs to be done.")
  }

  /// The journal's entry of the suspension that a plan is in, also one whose end nobody knows.
  private func suspension(of plan: PlanID) async throws -> JournalEntry? {
    let store = try await session.book.opened()
    let suspend = PreparedChange.Action.suspendPlan.rawValue
    let entry = try await store.latest(of: Self.actions, subject: plan.wire, at: session.place)
    guard let entry, entry.action != suspend else { return entry }
    // A resumption that was begun and cut off: the plan itself tells whether it was applied.
    guard [.started, .unknown].contains(entry.outcome) else { return nil }
    return try await store.latest(of: [suspend], subject: plan.wire, at: session.place)
  }

  private static func list(_ stages: [PlanStage]) -> String {
    stages.isEmpty ? "nothing" : stages.map(\.label).joined(separator: ", ")
  }
}
