import AWSClient
import Foundation
import LocalStore

extension GatewaySession {
  /// Rotations that the journal or the tags of keys know, newest first.
  func rotations(withUse: Bool, lane: Lane) async throws -> [Rotation] {
    let store = await knownStore()
    let keys = try await allKeys(lane: lane)
    let records = try await rotationRecords(lane: lane, store: store, keys: keys)
    let byId = Dictionary(keys.map { ($0.id.shown, $0) }) { first, _ in first }
    var rotations: [Rotation] = []
    for record in records {
      guard record.state.isOpen else {
        rotations.append(record.rotation(in: context))
        continue
      }
      let plain = record.rotation(in: context, waits: waits(of: record, byId))
      guard withUse else {
        rotations.append(plain)
        continue
      }
      do {
        rotations.append(try await looked(at: record, lane: lane))
      } catch let error as AWSError where error.kind == .service {
        // One that cannot be looked at closely does not hide the others.
        var rotation = plain
        let reason = GatewayError(error, endpoint: endpoint).message
        rotation.warnings.append("its use could not be looked at: \(reason)")
        rotations.append(rotation)
      }
    }
    return rotations
  }

  /// A rotation as it stands now, with what both keys used.
  private func looked(at record: RotationRecord, lane: Lane) async throws -> Rotation {
    let run = RotationRun(
      session: self, client: client, store: nil, courier: .none, lane: lane, progress: { _ in })
    var work = RotationWork(run, record)
    work.scene.old = try await work.oldKey()
    work.scene.new = try await work.newKey()
    try await work.readMemberships()
    var rotation = record.rotation(in: context)
    guard record.newKey != nil else {
      rotation.waitsFor = [Self.cutShort]
      return rotation
    }
    let use = try await work.use()
    work.scene.use = use
    rotation.use = record.use(use, now: clock.date())
    guard record.state == .overlapping else {
      rotation.waitsFor = [Self.cutShort]
      return rotation
    }
    let decision = RotationDecision(record: record, scene: work.scene, now: clock.date())
    rotation.waitsFor = Self.words(decision.next(), decision)
    return rotation
  }

  /// What a rotation waits for as far as it is known without asking for its use.
  private func waits(of record: RotationRecord, _ keys: [String: APIKey]) -> [String] {
    guard record.state == .overlapping else { return [Self.cutShort] }
    var scene = RotationScene()
    scene.old = keys[record.oldKey]
    scene.new = record.newKey.flatMap { keys[$0] }
    scene.gonePlans = Set(record.terms.plans.map(\.id))
    let decision = RotationDecision(record: record, scene: scene, now: clock.date())
    guard case .waits(let now) = decision.next() else {
      return Self.words(decision.next(), decision)
    }
    let isTimely = { (wait: String) in
      wait.hasPrefix("overlap until") || wait.hasPrefix("this clock")
    }
    let remembered = record.body.waits.filter {
      !isTimely($0) && $0 != "new key is disabled"
    }
    return now.filter { $0 == "new key is disabled" } + remembered + now.filter(isTimely)
  }

  private static let cutShort = "rotations advance, which goes on where it was cut short"

  private static func words(
    _ verdict: RotationVerdict, _ decision: RotationDecision
  ) -> [String] {
    switch verdict {
    case .waits(let waits): waits
    case .step(.stop(let reason)), .step(.endOverlap(.some(let reason))):
      ["rotations advance: \(reason)"]
    case .step: ["rotations advance, which retires the old key"]
    case .refuse(let error): [error.message]
    case .rest: []
    }
  }

  /// Rows of this place, and what only tags tell, newest first.
  func rotationRecords(
    lane: Lane, store: LocalStore?, keys: [APIKey]? = nil
  ) async throws -> [RotationRecord] {
    var records = try await store?.rotations(at: place).map(RotationRecord.init) ?? []
    let all: [APIKey]
    if let keys { all = keys } else { all = try await allKeys(lane: lane) }
    var foreign = RotationRecord.found(
      in: all, except: Set(records.map(\.id)), place: place, now: clock.date())
    if !foreign.isEmpty {
      let plans = try await allPlans(lane: lane, withNames: false)
      let names = Dictionary(plans.map { ($0.id.wire, $0.label) }) { first, _ in first }
      for index in foreign.indices { foreign[index].name(plans: names) }
    }
    records += foreign
    return records.sorted { ($0.startedAt, $0.id) > ($1.startedAt, $1.id) }
  }

  /// One rotation by its id.
  func rotationRecord(
    _ id: String, lane: Lane, store: LocalStore?
  ) async throws -> RotationRecord {
    if let row = try await store?.rotation(id), isHere(row.place) {
      return try RotationRecord(row)
    }
    let records = try await rotationRecords(lane: lane, store: store)
    guard let record = records.first(where: { $0.id == id }) else { throw Self.noRotation(id) }
    return record
  }

  private func isHere(_ other: JournalPlace) -> Bool {
    other.profile == place.profile && other.region == place.region
      && other.endpoint == place.endpoint
  }

  /// Takes over a rotation that only tags knew: from here on this journal has it.
  func adopt(
    _ record: RotationRecord, _ store: LocalStore, lane: Lane
  ) async throws -> RotationRecord {
    guard record.newKey != nil else {
      throw GatewayError(
        kind: .temporary, code: "RotatedElsewhere",
        message: "Somebody else began a rotation of \(record.label) at "
          + "\(record.startedAt.minuteText), and made no key yet.",
        advice: "Try again in a quarter of an hour; what came to nothing is passed over then.")
    }
    var record = record
    record.isForeign = false
    if record.terms.plans.isEmpty {
      let plans = try await plans(ofShown: record.newKey ?? "", lane: lane)
      let before = try await self.plans(ofShown: record.oldKey, lane: lane)
      let opened = Set(plans.flatMap { $0.apiStages.map(\.reference) })
      let missing = before.filter { plan in
        !plans.contains { $0.id == plan.id }
          && !plan.apiStages.contains { opened.contains($0.reference) }
      }
      record.terms.plans = (plans + missing).map {
        RotationRecord.Plan(id: $0.id.wire, name: $0.label)
      }
    }
    do {
      if record.state.isOpen {
        try await store.open(try record.row())
      } else {
        try await store.save(try record.row(), was: nil)
      }
    } catch let error as StoreError where error.kind == .state {
      throw GatewayError(
        kind: .refused, code: "RotatedElsewhere",
        message: "Another rotation of \(record.label) is open here already.",
        advice: "Look at both: tollgate rotations list")
    }
    return record
  }

  private func plans(ofShown shown: String, lane: Lane) async throws -> [UsagePlan] {
    guard shown.hasPrefix("sha256:") else {
      return try await plansOfKey(KeyID(shown), lane: lane, withNames: false)
    }
    guard let key = try await allKeys(lane: lane).first(where: { $0.id.shown == shown }) else {
      return []
    }
    return try await plansOfKey(key.id, lane: lane, withNames: false)
  }
}

extension RotationRecord {
  /// Puts the names of plans in.
  mutating func name(plans names: [String: String]) {
    for index in terms.plans.indices {
      terms.plans[index].name = names[terms.plans[index].id] ?? terms.plans[index].id
    }
  }

  /// What both keys used since it was begun, for people.
  func use(_ use: RotationUse?, now: Date) -> Rotation.Use? {
    guard let use else { return nil }
    let first = CalendarDay(startedAt)
    return Rotation.Use(
      old: RotationUse.sum(use.old, from: first), new: RotationUse.sum(use.new, from: first),
      newSeenAt: body.newSeenAt ?? use.newSeenAt, oldLastUsedAt: use.oldLastUsedAt(now: now))
  }
}
