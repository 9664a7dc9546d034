import AWSClient

extension ChangeRun {
  /// Sets what remains of a key's quota, from what remains now.
  func granting(
    _ key: APIKey, _ plan: UsagePlan, _ grant: Grant
  ) async throws -> PreparedChange {
    let before = try await usageNow(key, plan)
    let remaining = before.remaining ?? 0
    let target =
      switch grant.amount {
      case .remaining(let count): count
      case .add(let count): remaining + count
      }
    guard target >= 0 else {
      throw ChangeRules.bad(
        "\(key.label) has \(remaining) left in \(plan.label); taking \(-(target - remaining)) away "
          + "would leave less than nothing.", "Take less away.")
    }
    return setting(
      key, plan, from: before, to: target, summary: Change.grant(key, plan, grant).title,
      reason: grant.reason)
  }

  /// The change that sets what remains.
  func setting(
    _ key: APIKey, _ plan: UsagePlan, from before: KeyUsage, to target: Int, summary: String,
    reason: String?
  ) -> PreparedChange {
    let old = before.remaining ?? 0
    return PreparedChange(
      action: .grant, summary: summary,
      past: "set what \(key.label) has left in \(plan.label) from \(old) to \(target)",
      subjects: [key.id.shown, plan.id.wire],
      before: Snapshot(
        key: key, plan: plan, remaining: old, periodStart: before.periodStart), reason: reason
    ) { run in
      let answer = try await run.api.updateUsage(
        plan: plan.id.wire, key: key.id.wire, remaining: target, lane: run.lane)
      run.log.add(requestId: answer.requestId)
      var known = before
      known.remaining = target
      if let quota = plan.quota {
        known.percent = UsageReading.percent(
          used: known.used, remaining: target, limit: quota.limit)
      }
      known.isAdjusted = known.isAdjusted || target != old
      let answered = known
      let after = await run.readBack(answered) { try await run.usageNow(key, plan) }
      return PreparedChange.Applied(
        subject: .usage(after),
        after: Snapshot(key: key, plan: plan, remaining: target, periodStart: after.periodStart),
        isReversible: target != old)
    }
  }

  /// What a key has left in a plan now.
  func usageNow(_ key: APIKey, _ plan: UsagePlan) async throws -> KeyUsage {
    let today = CalendarDay(session.clock.date())
    let rows = try await session.usage(
      UsageRequest(plan: plan, key: key.id, from: today - 13, to: today), lane: lane)
    guard var usage = rows.first(where: { $0.keyId == key.id }) else {
      throw GatewayError(
        kind: .notFound, code: "NotFound",
        message: "\(key.label) is not in the plan \(plan.label).",
        advice: "Look at the key's plans: tollgate keys show \(key.id.shown)")
    }
    if usage.keyName.isEmpty { usage.keyName = key.name }
    return usage
  }
}
