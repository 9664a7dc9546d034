import AWSClient
import Crypto
import Foundation
import LocalStore

extension GatewaySession {
  /// Begins a rotation, or goes on with the one that is open for the key.
  func rotate(
    _ request: RotateRequest, _ run: RotationRun, _ store: LocalStore
  ) async throws -> RotationOutcome {
    if let open = try await openRecord(of: request.key.id, store) {
      return try await resume(open, request, run, store)
    }
    let (old, plans, foreign) = try await presentState(of: request, store, lane: run.lane)
    if let foreign { return try await resume(foreign, request, run, store) }
    let record = try plan(request, old, plans)
    if let delivery = request.delivery {
      try run.courier.check(delivery, record.body.name)
      try await checkSecret(delivery, lane: run.lane)
    }
    do {
      try await store.open(try record.row())
    } catch let error as StoreError where error.kind == .state {
      // Another process was faster by a moment: its rotation is the one.
      guard let open = try await openRecord(of: request.key.id, store) else { throw error }
      return try await resume(open, request, run, store)
    }
    guard let lock = try store.lock(Self.lockName(record.id)) else {
      throw Self.alreadyRunning(record)
    }
    lock.release()
    return try await drive(record, run, store) { work in try await work.drive() }
  }

  /// The open rotation in which a key is the old or the new one.
  private func openRecord(of key: KeyID, _ store: LocalStore) async throws -> RotationRecord? {
    try await store.rotations(at: place)
      .first { $0.isOpen && ($0.oldKey == key.shown || $0.newKey == key.shown) }
      .map(RotationRecord.init)
  }

  private func resume(
    _ record: RotationRecord, _ request: RotateRequest, _ run: RotationRun, _ store: LocalStore
  ) async throws -> RotationOutcome {
    guard let lock = try store.lock(Self.lockName(record.id)) else {
      throw Self.alreadyRunning(record)
    }
    lock.release()
    return try await drive(record, run, store) { work in
      work.notes.append(
        "The rotation \(record.id) of \(record.label) was open and was gone on with.")
      if request.isAfterRevocation, work.record.newKey == request.key.id.shown {
        work.scene.old = try await work.oldKey()
        work.scene.new = try await work.newKey()
        try await work.stop(because: "the new key was revoked")
        return
      }
      if let delivery = request.delivery { try await work.redirect(to: delivery) }
      try await work.drive()
    }
  }

  /// The key as it is now, its plans, and the rotation that its tags tell of. Refuses a key that was
  /// replaced already, or that may not be rotated.
  private func presentState(
    of request: RotateRequest, _ store: LocalStore?, lane: Lane
  ) async throws -> (APIKey, [UsagePlan], RotationRecord?) {
    guard let old = try await keyIfThere(request.key.id, lane: lane) else {
      throw Self.nothing(called: [request.key.label], noun: "key")
    }
    if old.tags.keys.contains(where: { $0.hasPrefix("tollgate:") }) {
      let records = try await rotationRecords(lane: lane, store: store)
      let foreign = records.first {
        $0.state.isOpen && ($0.oldKey == old.id.shown || $0.newKey == old.id.shown)
      }
      if let foreign { return (old, [], foreign) }
    }
    try Self.check(old, request)
    return (old, try await plansOfKey(old.id, lane: lane, withNames: false), nil)
  }

  /// What a rotation of a key would be; refuses what API Gateway would refuse half way.
  func plan(
    _ request: RotateRequest, _ old: APIKey, _ oldPlans: [UsagePlan]
  ) throws -> RotationRecord {
    let plans = Self.plans(from: oldPlans, to: request.target)
    guard plans.count <= 10 else {
      throw GatewayError(
        kind: .refused, code: "TooManyPlans",
        message: "The new key of \(old.label) would be in \(plans.count) plans; 10 are allowed.",
        advice: "Take the key out of a plan first, or leave --to out.")
    }
    let now = clock.date()
    let list = { (plans: [UsagePlan]) in
      plans.map { RotationRecord.Plan(id: $0.id.wire, name: $0.label) }
    }
    var body = RotationRecord.Body(
      name: old.name,
      terms: RotationRecord.Terms(
        overlap: request.overlap, quiet: request.quiet, carriesQuota: request.carriesQuota,
        plans: list(plans)),
      oldPlans: list(oldPlans), retireAt: now + request.overlap)
    body.isAfterRevocation = request.isAfterRevocation
    body.delivery = request.delivery?.text
    if plans.isEmpty {
      body.warnings = ["the key is in no plan, so neither of the two opens anything or is counted"]
    }
    return RotationRecord(
      id: mintRotationId(), place: place, state: .planned, oldKey: old.id.shown, newKey: nil,
      startedAt: now, updatedAt: now, body: body)
  }

  /// The plans of the new key: those of the old one, or a plan in place of those that share a stage
  /// with it.
  static func plans(from old: [UsagePlan], to target: UsagePlan?) -> [UsagePlan] {
    guard let target else { return old }
    let stages = Set(target.apiStages.map(\.reference))
    return old.filter { plan in
      plan.id != target.id && !plan.apiStages.contains { stages.contains($0.reference) }
    } + [target]
  }

  /// Twelve lower case letters and digits.
  private func mintRotationId() -> String {
    let letters = Array("abcdefghijklmnopqrstuvwxyz0123456789")
    return String((0..<12).map { _ in letters[Int(random() % 36)] })
  }

  /// Refuses a secret that takes no value before anything is made.
  func checkSecret(_ delivery: DeliveryTarget, lane: Lane) async throws {
    guard case .secretsManager(let name) = delivery else { return }
    let present = try await SecretsManager(client: client).describeSecret(name, lane: lane).value
    try RotationWork.refuseDying(present, name)
  }

  /// The rotation that a rehearsal drives.
  func rehearsed(_ request: RotateRequest, _ run: RotationRun) async throws -> RotationRecord {
    let store = await knownStore()
    if let store, let open = try await openRecord(of: request.key.id, store) { return open }
    let (old, plans, foreign) = try await presentState(of: request, store, lane: run.lane)
    if let foreign { return foreign }
    return try plan(request, old, plans)
  }
}

extension RotationWork {
  /// Another place for the value, as long as it was not handed over.
  mutating func redirect(to delivery: DeliveryTarget) async throws {
    guard [.planned, .created, .attached].contains(record.state) else {
      notes.append(
        "The value was \(record.body.deliveredTo.map { "handed over to \($0)" } ?? "released") "
          + "already. \(againWords)")
      return
    }
    guard record.body.delivery != delivery.text else { return }
    try run.courier.check(delivery, record.body.name)
    try await run.session.checkSecret(delivery, lane: run.lane)
    record.body.delivery = delivery.text
    try await save()
  }
}
