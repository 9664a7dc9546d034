import AWSClient
import Foundation

extension RotationWork {
  /// Takes the new key back: deletes it while nobody can have its value, disables it later. First of
  /// all the old key must work, and the new one must never have been used.
  mutating func rollBack() async throws {
    guard record.state != .rolledBack else { return }
    guard record.state != .deleted else {
      throw refusal(
        "The old key of \(record.label) is deleted, so the new one cannot be taken back.",
        "Leave the new key as it is.")
    }
    try await read(isWhole: true)
    if let new = scene.new {
      do {
        try requireOldKey()
        try await requireUnused(new)
      } catch let error as GatewayError {
        if record.body.isRollingBack, new.isEnabled {
          // What was begun came to nothing yet, so the rotation goes on as if it had not been.
          record.body.isRollingBack = false
          try await save()
        }
        throw error
      }
      if !record.body.isRollingBack {
        record.body.isRollingBack = true
        try await save()
      }
      let mayBeOut =
        record.body.isDelivering || ![.planned, .created, .attached].contains(record.state)
      if mayBeOut { try await switchOff(new) } else { try await remove(new) }
    }
    for extra in scene.extras { try await removeExtra(extra.id) }
    try await takeMarksOff()
    record.body.isRollingBack = false
    done.append("the old key is the only one again")
    try await enter(.rolledBack)
  }

  private func refusal(_ message: String, _ advice: String) -> GatewayError {
    GatewayError(kind: .refused, code: "CannotRollBack", message: message, advice: advice)
  }

  /// The customer goes on with the old key, so it must be enabled and in its plans.
  private func requireOldKey() throws {
    guard let old = scene.old else {
      throw refusal(
        "The old key of \(record.label) is gone; without the new one there would be none.",
        "Leave the new key as it is.")
    }
    guard old.isEnabled else {
      throw refusal(
        "The old key of \(record.label), \(old.id.shown), is disabled; without the new one there "
          + "would be no key that works.",
        "Enable it first: tollgate keys enable \(old.id.shown)")
    }
    let present = Set(scene.oldPlans.map(\.id.wire))
    let missing = record.body.oldPlans.filter {
      !present.contains($0.id) && !scene.gonePlans.contains($0.id)
    }
    guard missing.isEmpty else {
      let names = missing.map(\.name).joined(separator: ", ")
      throw refusal(
        "The old key of \(record.label) is not in \(names) any more, where the new one may be needed.",
        "Put it back first: tollgate plans attach \(old.id.shown) \(missing[0].id)")
    }
  }

  private mutating func requireUnused(_ new: APIKey) async throws {
    let seenAt: Date?
    if let known = record.body.newSeenAt {
      seenAt = known
    } else {
      seenAt = try await use().newSeenAt
    }
    guard let seenAt else { return }
    throw refusal(
      "The new key of \(record.label), \(new.id.shown), is in use (first seen \(seenAt.minuteText)); "
        + "taking it back would cut somebody off.",
      "Finish the rotation, or disable the key by hand: tollgate keys disable \(new.id.shown)")
  }

  private mutating func remove(_ new: APIKey) async throws {
    var before = new
    before.plans = scene.newPlans.map(\.reference)
    try await run.journalled(
      record, "delete the new key of \(record.label)", before: try Snapshot(key: before).json()
    ) { change in try await delete(new.id, change) }
    scene.new = nil
    done.append("deleted the new key")
  }

  /// Disables the new key.
  private mutating func switchOff(_ new: APIKey) async throws {
    if new.isEnabled {
      scene.new = try await run.journalled(
        record, "disable the new key of \(record.label)", before: try Snapshot(key: new).json()
      ) { change in try await disable(new, change) }
      done.append("disabled the new key")
    }
    try await markTakenBack()
  }

  /// Says on the new key that the old one is the key of that name again.
  mutating func markTakenBack() async throws {
    guard let new = scene.new else { return }
    let names = [RotationTags.replaces, RotationTags.terms, RotationTags.rotation]
    guard names.contains(where: { new.tags[$0] != nil }) else { return }
    let back = [RotationTags.replacedBy: record.oldKey]
    scene.new = try await run.journalled(
      record, "mark the new key of \(record.label) as taken back"
    ) { change in
      let tagged = try await tag(new, back, change)
      return try await untag(tagged, names, change)
    }
  }

  private mutating func takeMarksOff() async throws {
    guard let old = scene.old else { return }
    let names =
      [RotationTags.claim + record.id]
      + (isOurs(old)
        ? [RotationTags.rotation, RotationTags.replacedBy, RotationTags.retireAfter] : [])
    guard names.contains(where: { old.tags[$0] != nil }) else { return }
    scene.old = try await run.journalled(
      record, "take the marks off the old key of \(record.label)"
    ) { change in try await untag(old, names, change) }
  }
}
