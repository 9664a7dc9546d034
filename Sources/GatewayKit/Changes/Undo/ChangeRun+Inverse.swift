import AWSClient
import LocalStore

extension ChangeRun {
  /// The change that takes another one back, after comparing the server's state with what that one
  /// left.
  func inverse(of record: UndoRecord) async throws -> PreparedChange {
    switch record.action {
    case .setEnabled: try await switchBack(record)
    case .updateKey: try await textsBack(record)
    case .tagKey, .untagKey: try await tagsBack(record)
    case .attach, .detach: try await membershipBack(record)
    case .updatePlan, .suspendPlan, .resumePlan: try await planBack(record)
    case .grant: try await grantBack(record)
    default:
      throw GatewayError(
        kind: .refused, code: "NotReversible", message: "That change cannot be taken back.",
        advice: "Do the opposite by hand.")
    }
  }

  private func switchBack(_ record: UndoRecord) async throws -> PreparedChange {
    let (before, after) = try states(record)
    let key = try await keyNow(record)
    guard key.isEnabled == after.isEnabled else {
      throw record.changedSince("\(key.label) is \(key.isEnabled ? "enabled" : "disabled") now")
    }
    await session.loadStonesIfThere()
    if before.isEnabled, let stone = session.book.graveyard.stone(of: key.id, at: session.place) {
      throw UndoRecord.revoked(key, stone.revokedAt)
    }
    var change = switching(key, before.isEnabled)
    guard !before.isEnabled else { return change }
    // Enabling a revoked key on purpose ended its being dead; taking that back ends it too.
    let apply = change.apply
    change.apply = { run in
      let applied = try await apply(run)
      if !run.isRehearsal { try await run.session.buryAgain(key) }
      return applied
    }
    return change
  }

  private func textsBack(_ record: UndoRecord) async throws -> PreparedChange {
    let (before, after) = try states(record)
    let key = try await keyNow(record)
    var edit = KeyEdit()
    if before.name != after.name {
      guard key.name == after.name else {
        throw record.changedSince("The key is called \(key.label) now, not \(after.label)")
      }
      edit.name = before.name
    }
    if before.description ?? "" != after.description ?? "" {
      guard key.description ?? "" == after.description ?? "" else {
        throw record.changedSince("\(key.label) has another description now")
      }
      edit.description = before.description ?? ""
    }
    if before.customerId ?? "" != after.customerId ?? "" {
      guard key.customerId ?? "" == after.customerId ?? "" else {
        throw record.changedSince("\(key.label) has another customer id now")
      }
      edit.customerId = before.customerId ?? ""
    }
    return try await self.edit(of: key, edit)
  }

  private func tagsBack(_ record: UndoRecord) async throws -> PreparedChange {
    let (before, after) = try states(record)
    let key = try await keyNow(record)
    var set: [String: String] = [:]
    var remove: [String] = []
    for name in Set(before.tags.keys).union(after.tags.keys).sorted()
    where before.tags[name] != after.tags[name] {
      guard key.tags[name] == after.tags[name] else {
        throw record.changedSince(
          key.tags[name].map { "The tag \(name) of \(key.label) is \($0) now" }
            ?? "\(key.label) has no tag \(name) now")
      }
      if let value = before.tags[name] { set[name] = value } else { remove.append(name) }
    }
    return try await retagging(key, .tagKey, set: set, remove: remove)
  }

  private func membershipBack(_ record: UndoRecord) async throws -> PreparedChange {
    let key = try await keyNow(record)
    let plan = try await planNow(record)
    let isMember = try await isMember(key.id, plan.id)
    guard isMember == (record.after.isAttached ?? false) else {
      throw record.changedSince(
        "\(key.label) is \(isMember ? "in" : "not in") \(plan.label) now")
    }
    if isMember { return detachment(of: key, from: plan) }
    let change = try await attachment(of: key, to: plan)
    log.note(
      "\(key.label) is in \(plan.label) again; its counter may start anew, AWS does not say.")
    return change
  }

  private func planBack(_ record: UndoRecord) async throws -> PreparedChange {
    guard let before = record.before.plan, let after = record.after.plan else {
      throw record.changedSince("The journal does not say what the plan was")
    }
    let plan = try await planNow(record)
    let difference = after.difference(to: Snapshot.PlanState(plan), touchedSince: before)
    if let difference { throw record.changedSince("\(plan.label) has \(difference) now") }
    let forth = try PlanPatch(from: before.plan(like: plan), to: after.plan(like: plan))
    let back = try PlanPatch(from: forth.after, to: forth.before)
    let patch = try PlanPatch(from: plan, to: back.merged(onto: plan))
    return change(patch, summary: record.inverse, past: record.inverse)
  }

  private func grantBack(_ record: UndoRecord) async throws -> PreparedChange {
    let key = try await keyNow(record)
    let plan = try await planNow(record)
    let usage = try await usageNow(key, plan)
    guard usage.periodStart?.description == record.after.periodStart else {
      throw record.changedSince("The counter of \(key.label) in \(plan.label) has started again")
    }
    let remaining = usage.remaining ?? 0
    return setting(
      key, plan, from: usage, to: max(0, remaining - record.added), summary: record.inverse,
      reason: nil)
  }

  private func states(
    _ record: UndoRecord
  ) throws -> (before: Snapshot.KeyState, after: Snapshot.KeyState) {
    guard let before = record.before.key, let after = record.after.key else {
      throw record.changedSince("The journal does not say what the key was")
    }
    return (before, after)
  }

  /// The key as it is now. An id that stands hashed in the journal is looked for among all keys.
  func keyNow(_ record: UndoRecord) async throws -> APIKey {
    guard let state = record.before.key else {
      throw record.changedSince("The journal does not name the key")
    }
    if state.id.hasPrefix("sha256:") {
      let keys = try await session.allKeys(lane: lane)
      if let key = keys.first(where: { $0.id.shown == state.id }) { return key }
    } else if let key = try await session.keyIfThere(KeyID(state.id), lane: lane) {
      return key
    }
    throw record.changedSince("The key \(state.label) is gone")
  }

  /// The plan as it is now.
  func planNow(_ record: UndoRecord) async throws -> UsagePlan {
    guard let state = record.before.plan else {
      throw record.changedSince("The journal does not name the plan")
    }
    do {
      return try await session.plan(PlanID(state.id), countKeys: false, lane: lane)
    } catch let error as AWSError where error.kind == .service && error.status == 404 {
      throw record.changedSince("The plan \(state.label) is gone")
    }
  }
}
