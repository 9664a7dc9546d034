import AWSClient
import Foundation
import LocalStore

extension RotationWork {
  /// Reads what the next step depends on.
  mutating func read(isWhole: Bool = false) async throws {
    let isRehearsal = run.isRehearsal
    scene.old = try await oldKey()
    if record.newKey == nil {
      scene.new = nil
      if record.state == .planned, !isRehearsal { try await readMadeBefore() }
    } else {
      scene.new = try await newKey()
    }
    guard isWhole || record.state.isOpen || run.leave.deletes else { return }
    try await readMemberships()
    try await readRevocations()
    if record.state == .created, record.body.isCreationUnclear, record.newKey != nil {
      scene.extras = try await made().filter { $0.id.shown != record.newKey }
    } else {
      scene.extras = []
    }
    if record.state == .overlapping { scene.use = try await use() }
  }

  /// The old key as it is now; nil when it is gone.
  mutating func oldKey() async throws -> APIKey? {
    let found = try await key(record.oldKey, wire: oldId)
    oldId = found?.id ?? oldId
    return found
  }

  /// The new key as it is now; nil when it is gone.
  mutating func newKey() async throws -> APIKey? {
    guard let shown = record.newKey else { return nil }
    let found = try await key(shown, wire: newId)
    newId = found?.id ?? newId
    return found
  }

  /// A key by its shown id. Where that is a hash, all keys are listed until the id is known.
  private func key(_ shown: String, wire: KeyID?) async throws -> APIKey? {
    if let wire { return try await run.session.keyIfThere(wire, lane: run.lane) }
    guard shown.hasPrefix("sha256:") else {
      return try await run.session.keyIfThere(KeyID(shown), lane: run.lane)
    }
    return try await run.session.allKeys(lane: run.lane).first { $0.id.shown == shown }
  }

  /// The new key that an earlier run of this rotation may have made.
  private mutating func readMadeBefore() async throws {
    // Only a run that got as far as claiming may have made one.
    if let old = scene.old, old.tags[RotationTags.claim + record.id] == nil { return }
    let made = try await made()
    scene.new = made.first
    newId = made.first?.id
    scene.extras = Array(made.dropFirst())
    // A creation that was sent may still arrive.
    record.body.isCreationUnclear = true
  }

  /// All keys that were made for this rotation, oldest first: looked for by name, and everywhere when
  /// none has it.
  func made() async throws -> [APIKey] {
    func ours(_ keys: [APIKey]) -> [APIKey] {
      keys.filter {
        $0.tags[RotationTags.rotation] == record.id
          && $0.tags[RotationTags.replaces] == record.oldKey
      }.sorted {
        ($0.createdDate ?? .distantPast, $0.id.wire) < ($1.createdDate ?? .distantPast, $1.id.wire)
      }
    }
    if !record.body.name.isEmpty {
      let named = try await ours(run.session.allKeys(name: record.body.name, lane: run.lane))
      if !named.isEmpty { return named }
    }
    return try await ours(run.session.allKeys(lane: run.lane))
  }

  /// The plans of both keys.
  mutating func readMemberships() async throws {
    scene.oldPlans = []
    scene.newPlans = []
    if let old = scene.old {
      scene.oldPlans = try await run.session.plansOfKey(old.id, lane: run.lane, withNames: false)
    }
    guard let new = scene.new, !new.id.wire.hasPrefix("{") else { return }
    scene.newPlans = try await run.session.plansOfKey(new.id, lane: run.lane, withNames: false)
    guard record.state != .planned, record.state != .created else { return }
    scene.gonePlans = []
    for plan in scene.missingPlans(record) where !(try await isThere(plan.id)) {
      scene.gonePlans.insert(plan.id.wire)
    }
  }

  private func isThere(_ plan: PlanID) async throws -> Bool {
    do {
      _ = try await run.session.api.getUsagePlan(plan.wire, lane: run.lane)
      return true
    } catch let error as AWSError where error.kind == .service && error.status == 404 {
      return false
    }
  }

  /// Whether one of the keys was cut off as leaked by this machine.
  mutating func readRevocations() async throws {
    guard let store = run.store else { return }
    let place = run.session.place
    let dead = Set(
      try await store.tombstones().filter {
        $0.liftedAt == nil && $0.place.region == place.region
          && $0.place.profile == place.profile && $0.place.endpoint == place.endpoint
      }.map(\.keyId))
    scene.isNewRevoked =
      record.newKey.map { dead.contains($0) } == true && scene.new?.isEnabled == false
    scene.isOldRevoked = dead.contains(record.oldKey)
  }
}
