import AWSClient

extension GatewaySession {
  /// The tag of a plan that was prepared for leaked keys.
  static let quarantineTag = "tollgate:quarantine"

  /// Moves a leaked key into the quarantine plans that were prepared for its stages: it goes on to
  /// work, but slowly. Best effort, as all limits of API Gateway are.
  func quarantine(_ match: LeakMatch) async throws -> ChangeOutcome {
    let home = try await session(for: match)
    try home.refuseIfReadOnly("slow key \(match.key.label) down")
    let run = ChangeRun(
      session: home, api: home.api, lane: .emergency, isRehearsal: false, progress: { _ in })
    return try await home.carryOut(try await run.quarantine(of: match.key), run)
  }
}

extension ChangeRun {
  /// A move out of all plans that share a stage with the quarantine plans, and into those. A key may
  /// be in one plan per stage only, so it leaves first; what fails is put back.
  func quarantine(of key: APIKey) async throws -> PreparedChange {
    let present = try await session.plansOfKey(key.id, lane: lane)
    let needed = present.flatMap(\.apiStages)
    guard !needed.isEmpty else {
      throw GatewayError(
        kind: .refused, code: "OpensNothing",
        message: "\(key.label) opens no API stage, so there is nothing to slow down.",
        advice: "Disable it.")
    }
    let prepared = try await prepared(for: needed)
    let targets = Self.targets(for: needed.map(\.reference), among: prepared)
    guard let targets else { throw Self.notPrepared(key, needed) }
    let presentIds = Set(present.map(\.id))
    let missing = targets.filter { !presentIds.contains($0.id) }
    guard !missing.isEmpty else {
      throw GatewayError(
        kind: .refused, code: "InQuarantine",
        message: "\(key.label) is in quarantine already; nothing was sent.",
        advice: "Disable it to cut it off.")
    }
    let closed = Set(missing.flatMap { $0.apiStages.map(\.reference) })
    let leaving = present.filter { plan in
      plan.apiStages.contains { closed.contains($0.reference) }
    }
    let names = missing.map(\.label).joined(separator: ", ")
    var before = key
    before.plans = present.map(\.reference)
    var after = key
    after.plans = (present.filter { plan in !leaving.contains { $0.id == plan.id } } + missing)
      .map(\.reference)
    let snapshot = Snapshot(key: before)
    let result = after
    return PreparedChange(
      action: .quarantineKey, summary: "slow key \(key.label) down in \(names)",
      past: "moved \(key.label) from \(leaving.map(\.label).joined(separator: ", ")) to \(names)",
      subjects: [key.id.shown] + missing.map(\.id.wire), before: snapshot
    ) { run in
      try await run.move(key, from: leaving, to: missing)
      run.log.note(
        "Limits of a plan are best effort, says AWS: the key is slowed down, not cut off.")
      run.log.note(
        "To move it back: tollgate plans move \(key.id.shown) --to "
          + leaving.map(\.id.wire).joined(separator: ", "))
      return PreparedChange.Applied(subject: .key(result), after: Snapshot(key: result))
    }
  }

  /// Plans that were prepared: by their name, or by their tag, which lists do not carry, so that
  /// only plans that open one of the stages are asked for it.
  private func prepared(for stages: [PlanStage]) async throws -> [UsagePlan] {
    let wanted = Set(stages.map(\.reference))
    var found: [UsagePlan] = []
    for plan in try await session.allPlans(lane: lane)
    where plan.apiStages.contains(where: { wanted.contains($0.reference) }) {
      if plan.name.lowercased().hasPrefix("quarantine") {
        found.append(plan)
      } else {
        let whole = try await session.plan(plan.id, countKeys: false, lane: lane)
        if whole.tags[GatewaySession.quarantineTag] == "true" { found.append(whole) }
      }
    }
    return found
  }

  /// Plans that open all of the stages together without sharing one; nil when there are none. Plans
  /// that open more of them come first.
  static func targets(
    for stages: [StageReference], among plans: [UsagePlan]
  ) -> [UsagePlan]? {
    let wanted = Set(stages)
    func share(_ plan: UsagePlan) -> Set<StageReference> {
      wanted.intersection(plan.apiStages.map(\.reference))
    }
    var chosen: [UsagePlan] = []
    var opened: Set<StageReference> = []
    let sorted = plans.sorted { left, right in
      let (a, b) = (share(left).count, share(right).count)
      return a == b ? left.id.wire < right.id.wire : a > b
    }
    for plan in sorted {
      let references = Set(plan.apiStages.map(\.reference))
      guard !share(plan).isSubset(of: opened), references.isDisjoint(with: opened) else { continue }
      chosen.append(plan)
      opened.formUnion(references)
    }
    return wanted.isSubset(of: opened) ? chosen : nil
  }

  private static func notPrepared(_ key: APIKey, _ stages: [PlanStage]) -> GatewayError {
    var seen: Set<StageReference> = []
    let unique = stages.filter { seen.insert($0.reference).inserted }
    let line =
      "tollgate plans create --name quarantine --rate 1 --burst 1"
      + unique.map { " --stage \($0.reference.wire)" }.joined()
      + " --tag \(GatewaySession.quarantineTag)=true"
    return GatewayError(
      kind: .refused, code: "NoQuarantine",
      message: "No quarantine plan opens all stages of \(key.label) "
        + "(\(unique.map(\.label).joined(separator: ", "))); nothing was changed.",
      advice: "Prepare one, and try again: \(line)")
  }

  /// Takes a key out of plans and puts it into others. When that fails, it is taken out of those and
  /// put back.
  private func move(
    _ key: APIKey, from leaving: [UsagePlan], to targets: [UsagePlan]
  ) async throws {
    var left: [UsagePlan] = []
    var entered: [UsagePlan] = []
    let start = session.clock.seconds()
    do {
      for plan in leaving {
        left.append(plan)
        _ = try await detachment(of: key, from: plan).apply(self)
      }
      for plan in targets {
        entered.append(plan)
        try await attach(key.id, plan)
      }
    } catch {
      let (left, entered) = (left, entered)
      let cause = error
      throw await shieldedPutBack(key, into: left, outOf: entered, after: cause)
    }
    let gap = Int(((session.clock.seconds() - start) * 1000).rounded())
    log.note("Detached for \(gap) ms; callers may see 403 longer.")
  }

  private func shieldedPutBack(
    _ key: APIKey, into left: [UsagePlan], outOf entered: [UsagePlan], after cause: any Error
  ) async -> GatewayError {
    let why = (session.translate(cause) as? GatewayError)?.message ?? "It was cancelled."
    let start = "\(key.label) could not be moved: \(why)"
    do {
      try await shielded {
        for plan in entered where try await isMember(key.id, plan.id) {
          _ = try await detachment(of: key, from: plan).apply(self)
        }
        for plan in left where try await !isMember(key.id, plan.id) {
          try await attach(key.id, plan)
        }
      }
      return GatewayError(
        kind: .failed, code: "TakenBack", message: "\(start) It is in its plans as before.",
        advice: "Disable it, or mend what it names and try again.", requestId: log.requestIds.last)
    } catch {
      let second = (session.translate(error) as? GatewayError)?.message ?? "It was cancelled."
      let plans = left.map(\.label).joined(separator: ", ")
      return GatewayError(
        kind: .failed, code: "PartlyDone",
        message: "\(start) Putting it back failed too: \(second) It belongs into \(plans).",
        advice: left.map { "tollgate plans attach \(key.id.shown) \($0.id.wire)" }
          .joined(separator: "; "), requestId: log.requestIds.last)
    }
  }
}
