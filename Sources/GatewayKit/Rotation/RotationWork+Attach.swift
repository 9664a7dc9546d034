import AWSClient
import Foundation

extension RotationWork {
  /// Puts the new key into a plan.
  mutating func attach(_ plan: PlanReference) async throws {
    guard let new = scene.new else { return }
    let whole = try await UsagePlan(
      run.session.api.getUsagePlan(plan.id.wire, lane: run.lane).value,
      context: run.session.context)
    try await run.journalled(
      record, "put the new key of \(record.label) into \(whole.label)",
      after: try Snapshot(key: new, plan: whole, isAttached: true).json()
    ) { change in try await change.attach(new.id, whole) }
    done.append("put the new key into \(whole.label)")
    if run.isRehearsal {
      scene.newPlans.append(whole)
    } else {
      // Read whole again: what the service says counts, not what was sent.
      scene.newPlans = try await run.session.plansOfKey(
        new.id, lane: run.lane, withNames: false)
      guard scene.newPlans.contains(where: { $0.id == plan.id }) else {
        throw GatewayError(
          kind: .temporary, code: "NotApplied",
          message: "API Gateway does not list \(record.label)'s new key in \(whole.label) yet.",
          advice: "Run the same again in a moment; it goes on from there.")
      }
    }
  }

  /// Gives the new key what the old one has left in a plan. What fails here is told and does not stop
  /// the rotation. A key that was used already is left as it is, so that doing it again takes nothing
  /// away.
  mutating func carry(_ plan: PlanReference) async throws {
    let old = oldPlans(for: plan)
    if let new = scene.new, let whole = scene.newPlans.first(where: { $0.id == plan.id }),
      let quota = whole.quota, let key = scene.old, !old.isEmpty
    {
      do {
        if let remaining = try await left(of: key, in: old, for: whole, quota) {
          try await give(new, whole, remaining, limit: quota.limit)
        }
      } catch is CancellationError {
        throw CancellationError()
      } catch {
        let reason = (run.session.translate(error) as? GatewayError)?.message ?? "\(error)"
        record.warn("what is left in \(whole.label) was not carried over: \(reason)")
      }
    }
    record.body.carriedPlans.append(plan.id.wire)
    try await save()
  }

  /// The old key's plans that a plan of the new key stands for: the same one, else those that open a
  /// stage of it.
  func oldPlans(for plan: PlanReference) -> [UsagePlan] {
    if let same = scene.oldPlans.first(where: { $0.id == plan.id }) { return [same] }
    guard let whole = scene.newPlans.first(where: { $0.id == plan.id }) else { return [] }
    let stages = Set(whole.apiStages.map(\.reference))
    return scene.oldPlans.filter { old in
      old.apiStages.contains { stages.contains($0.reference) }
    }
  }

  /// What a new key starts with: what the old one has left in the same plan; in another plan the new
  /// limit without what was used, where both count over the same period.
  private mutating func left(
    of key: APIKey, in old: [UsagePlan], for plan: UsagePlan, _ quota: Quota
  ) async throws -> Int? {
    var used = 0
    for part in old {
      let reading = try await reading(key, part)
      if part.id == plan.id { return reading.remaining ?? quota.limit }
      guard part.quota?.period == quota.period else {
        record.warn(
          "\(plan.label) counts over another period than \(part.label), so the new key starts fresh "
            + "there")
        return nil
      }
      used += reading.used
    }
    return max(0, quota.limit - used)
  }

  private mutating func give(
    _ new: APIKey, _ plan: UsagePlan, _ remaining: Int, limit: Int
  ) async throws {
    if !run.isRehearsal {
      let present = try await reading(new, plan)
      guard present.used == 0 else {
        notes.append("The new key was used in \(plan.label) already; its quota was left as it is.")
        return
      }
    }
    // A new key starts with the whole limit anyway.
    if remaining != limit {
      try await set(new, plan, remaining, "give the new key of \(record.label) \(remaining)")
    }
    record.body.carried.removeAll { $0.planId == plan.id.wire }
    record.body.carried.append(
      Rotation.CarriedQuota(planId: plan.id.wire, remaining: remaining))
    done.append("carried \(remaining) over in \(plan.label)")
  }

  /// Sets what a key has left in a plan.
  func set(_ key: APIKey, _ plan: UsagePlan, _ remaining: Int, _ what: String) async throws {
    try await run.journalled(
      record, "\(what) in \(plan.label)",
      after: try Snapshot(key: key, plan: plan, remaining: remaining).json()
    ) { change in
      let answer = try await change.api.updateUsage(
        plan: plan.id.wire, key: key.id.wire, remaining: remaining, lane: change.lane)
      change.log.add(requestId: answer.requestId)
    }
  }

  /// The figures of a key in a plan in the current period.
  func reading(_ key: APIKey, _ plan: UsagePlan) async throws -> KeyUsage {
    let today = CalendarDay(run.now)
    let first = UsageReading.firstDay(
      for: UsageRequest(plan: plan, key: key.id, from: today - 13, to: today), today: today)
    let days = try await series(key.id, plan, from: first).days ?? []
    return UsageReading(plan: plan, series: [days], shown: first...today, now: run.now)
      .usage(of: key.id, name: key.name, days: days, fetchedAt: run.now)
  }
}
