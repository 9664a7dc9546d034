import AWSClient
import Foundation

extension RotationWork {
  /// Disables the old key. Everything that it depends on is read once more first.
  mutating func retire() async throws {
    if !run.isRehearsal {
      record.body.newSeenAt = record.body.newSeenAt ?? scene.use?.newSeenAt
      record.body.retiringSince = run.now
      try await save()
      try await read()
      let decision = RotationDecision(
        record: record, scene: scene, now: run.now, leave: run.leave)
      guard decision.next() == .step(.retire) else {
        record.body.retiringSince = nil
        try await save()
        return
      }
    }
    guard let old = scene.old else { return }
    var before = old
    before.plans = scene.oldPlans.map(\.reference)
    scene.old = try await run.journalled(
      record, "disable the old key of \(record.label)", reason: run.leave.forcedBecause,
      before: try Snapshot(key: before).json()
    ) { change in try await disable(old, change) }
    done.append("disabled the old key")
    if let owner = KeyOwner(old) {
      notes.append(
        "\(owner.words) owns the old key and may enable it again; set it to disabled there too.")
    }
    try await settle()
    record.body.disabledAt = run.now
    record.body.retiringSince = nil
    try await enter(.disabled)
  }

  /// The old key was switched off before: by a run that was cut short, or by somebody else.
  mutating func endOverlap(because reason: String?) async throws {
    if let reason {
      record.warn(reason)
      notes.append("The overlap is over: \(reason).")
      done.append("ended the overlap")
    } else if record.state != .disabled {
      // A run of ours disabled it and was cut short: the rest of that step.
      try await settle()
      done.append("disabled the old key")
    }
    record.body.disabledAt = record.body.disabledAt ?? run.now
    record.body.retiringSince = nil
    try await enter(scene.old == nil ? .deleted : .disabled)
  }

  /// Takes from the new key what both together used of the quota in this period. Computed from what
  /// the service counted, so that doing it again gives the same.
  private mutating func settle() async throws {
    guard record.terms.carriesQuota, let new = scene.new, let old = scene.old else { return }
    for plan in scene.newPlans {
      guard let quota = plan.quota else { continue }
      let before = oldPlans(for: plan.reference).filter { $0.quota?.period == quota.period }
      guard !before.isEmpty else { continue }
      do {
        var used = try await reading(new, plan).used
        for part in before { used += try await reading(old, part).used }
        let remaining = max(0, quota.limit - used)
        try await set(
          new, plan, remaining, "leave the new key of \(record.label) \(remaining)")
      } catch is CancellationError {
        throw CancellationError()
      } catch {
        let reason = (run.session.translate(error) as? GatewayError)?.message ?? "\(error)"
        record.warn("the quota in \(plan.label) could not be set at the end: \(reason)")
      }
    }
  }

  /// Ends a rotation of which a key was lost; the old key is kept as it is.
  mutating func stop(because reason: String) async throws {
    if let old = scene.old {
      let names =
        [RotationTags.claim + record.id]
        + (isOurs(old)
          ? [RotationTags.rotation, RotationTags.replacedBy, RotationTags.retireAfter] : [])
      if names.contains(where: { old.tags[$0] != nil }) {
        scene.old = try await run.journalled(
          record, "take the marks off the old key of \(record.label)"
        ) { change in try await untag(old, names, change) }
      }
      if record.newKey != nil, !old.isEnabled {
        record.warn("the old key is disabled: no key of the two works")
      }
    }
    try await markTakenBack()
    record.warn(reason)
    notes.append("The rotation was stopped: \(reason). The old key was left as it is.")
    done.append("stopped the rotation")
    try await enter(.rolledBack)
  }

  /// Whether the marks on the old key are of this rotation.
  func isOurs(_ old: APIKey) -> Bool {
    old.tags[RotationTags.rotation] == record.id
      || record.newKey != nil && old.tags[RotationTags.replacedBy] == record.newKey
  }

  /// Deletes the old key after its cool-off.
  mutating func delete() async throws {
    guard let old = scene.old else { return }
    var before = old
    before.plans = scene.oldPlans.map(\.reference)
    try await run.journalled(
      record, "delete the old key of \(record.label)", before: try Snapshot(key: before).json()
    ) { change in try await delete(old.id, change) }
    scene.old = nil
    done.append("deleted the old key")
    try await enter(.deleted)
  }
}
