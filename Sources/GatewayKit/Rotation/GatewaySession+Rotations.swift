import AWSClient
import Foundation
import LocalStore

extension GatewaySession {
  /// Does what a command asks of rotations.
  ///
  /// What goes wrong before a rotation is known is thrown; later it is the outcome's error. When
  /// another process advances rotations at this moment, advancing has nothing to do and its outcome
  /// is empty, so that cron sees success; other commands throw `AlreadyRunning`.
  func runRotations(
    _ command: RotationCommand, _ courier: Courier, lane: Lane,
    progress: @escaping @Sendable (String) -> Void
  ) async throws -> [RotationOutcome] {
    try refuseIfReadOnly(command.title)
    let store = try await book.opened()
    var run = RotationRun(
      session: self, client: client, store: store, courier: courier, lane: lane,
      progress: progress)
    run.leave = command.leave
    switch command {
    case .rotate(let request):
      return [try await rotate(request, run, store)]
    case .advance(let request):
      guard let lock = try store.lock("advance") else {
        progress("another tollgate is advancing rotations at this moment; nothing to do here")
        return []
      }
      defer { lock.release() }
      return try await advance(request, run, store)
    case .extend(let id, let overlap):
      return [
        try await withRotation(id, run, store) { work in try await work.extend(by: overlap) }
      ]
    case .finish(let id, _):
      return [
        try await withRotation(id, run, store) { work in
          try await work.drive()
          try work.requireFinished()
        }
      ]
    case .rollBack(let id):
      return [
        try await withRotation(id, run, store) { work in
          try await work.run.concludeOrphans(of: work.record)
          try await work.rollBack()
        }
      ]
    }
  }

  /// Every step that is due of one rotation or of all. One that fails does not stop the others.
  private func advance(
    _ request: AdvanceRequest, _ run: RotationRun, _ store: LocalStore
  ) async throws -> [RotationOutcome] {
    var records = try await rotationRecords(lane: run.lane, store: store)
    if let id = request.id {
      records = records.filter { $0.id == id }
      guard !records.isEmpty else { throw Self.noRotation(id) }
    } else {
      records = records.filter { $0.isDue(for: request) }
    }
    // Our own first: one that was overtaken ends, and makes room for the one that was faster.
    records = records.filter { !$0.isForeign } + records.filter(\.isForeign)
    var outcomes: [RotationOutcome] = []
    for record in records {
      outcomes.append(
        try await drive(record, run, store) { work in try await work.drive() })
    }
    return outcomes
  }

  /// Does something with one rotation that is there.
  private func withRotation(
    _ id: String, _ run: RotationRun, _ store: LocalStore,
    _ body: (inout RotationWork) async throws -> Void
  ) async throws -> RotationOutcome {
    let record = try await rotationRecord(id, lane: run.lane, store: store)
    guard let lock = try store.lock(Self.lockName(id)) else { throw Self.alreadyRunning(record) }
    lock.release()
    return try await drive(record, run, store, body)
  }

  /// Does something with a rotation while its lock is held, and tells what it left. A rotation that
  /// another process works on is passed over with a note.
  func drive(
    _ record: RotationRecord, _ run: RotationRun, _ store: LocalStore,
    _ body: (inout RotationWork) async throws -> Void
  ) async throws -> RotationOutcome {
    guard let lock = try store.lock(Self.lockName(record.id)) else {
      return RotationOutcome(
        rotation: record.rotation(in: context),
        notes: ["Another tollgate is working on it at this moment; it was left alone."])
    }
    defer { lock.release() }
    var record = record
    do {
      // It may have come further since it was read.
      if !record.isForeign, let row = try await store.rotation(record.id) {
        record = try RotationRecord(row)
      }
      if record.isForeign { record = try await adopt(record, store, lane: run.lane) }
    } catch let error where !(error is CancellationError) {
      return RotationOutcome(
        rotation: record.rotation(in: context), error: translate(error) as? GatewayError)
    }
    var work = RotationWork(run, record)
    var failure: GatewayError?
    do {
      try await body(&work)
    } catch let error where !(error is CancellationError) {
      failure = translate(error) as? GatewayError
    }
    var rotation = work.record.rotation(in: context)
    rotation.use = work.record.use(work.scene.use, now: clock.date())
    return RotationOutcome(
      rotation: rotation, done: work.done, value: work.handedOut, error: failure,
      notes: work.notes)
  }

  static func lockName(_ id: String) -> String { "rotation-\(id)" }

  static func noRotation(_ id: String) -> GatewayError {
    GatewayError(
      kind: .notFound, code: "NotFound",
      message: "There is no rotation called “\(GatewayError.masked(id))”.",
      advice: "List those that there are: tollgate rotations list")
  }

  static func alreadyRunning(_ record: RotationRecord) -> GatewayError {
    GatewayError(
      kind: .temporary, code: "AlreadyRunning",
      message:
        "Another tollgate is working on the rotation \(record.id) of \(record.label) at this "
        + "moment.", advice: "Try again in a moment.")
  }

  /// The changing requests that a command would send now. Nothing is written down.
  func previewRotations(_ command: RotationCommand) async throws -> [PlannedRequest] {
    let planned = PlannedRequests()
    var run = RotationRun(
      session: self, client: client.with(mode: .dryRun(planned)), store: nil, courier: .none,
      lane: .interactive, progress: { _ in })
    run.leave = command.leave
    var records: [RotationRecord]
    switch command {
    case .rotate(let request):
      records = [try await rehearsed(request, run)]
    case .advance(let request):
      records = try await rotationRecords(lane: run.lane, store: knownStore())
      if let id = request.id {
        records = records.filter { $0.id == id }
        guard !records.isEmpty else { throw Self.noRotation(id) }
      } else {
        records = records.filter { $0.isDue(for: request) }
      }
    case .extend(let id, _), .finish(let id, _), .rollBack(let id):
      records = [try await rotationRecord(id, lane: run.lane, store: knownStore())]
    }
    for record in records {
      var work = RotationWork(run, record)
      switch command {
      case .extend(_, let overlap): try await work.extend(by: overlap)
      case .rollBack: try await work.rollBack()
      case .finish:
        try await work.drive()
        try work.requireFinished()
      case .rotate, .advance: try await work.drive()
      }
    }
    return planned.all
  }

  /// The store, where it can be opened; without it the tags tell what there is.
  func knownStore() async -> LocalStore? {
    // See above: reading goes on without it, and changing asks for it again and tells why not.
    try? await book.opened()
  }
}

extension RotationRecord {
  /// Whether advancing all rotations looks at it. A claim of another machine is that one's business.
  func isDue(for request: AdvanceRequest) -> Bool {
    if isForeign, newKey == nil { return false }
    return state.isOpen || request.deletes && state == .disabled
  }
}

extension RotationCommand {
  /// What is to be done, for people.
  var title: String {
    switch self {
    case .rotate(let request): "rotate \(request.key.label)"
    case .advance: "advance rotations"
    case .extend(let id, _): "extend the rotation \(id)"
    case .finish(let id, _): "finish the rotation \(id)"
    case .rollBack(let id): "roll the rotation \(id) back"
    }
  }

  /// How far it may go.
  var leave: RotationDecision.Leave {
    var leave = RotationDecision.Leave()
    switch self {
    case .rotate: leave.retires = false
    case .advance(let request):
      leave.deletes = request.deletes
      leave.retireBetween = request.retireBetween
      leave.isUnattended = true
    case .finish(_, let reason):
      leave.ignoresOverlap = true
      leave.forcedBecause = reason
    case .extend, .rollBack: break
    }
    return leave
  }
}
