import AWSClient
import Foundation
import LocalStore

/// One rotation being driven: what is written down, what the service says, and what was done.
struct RotationWork: Sendable {
  let run: RotationRun
  var record: RotationRecord
  var scene = RotationScene()
  /// The old key's id as the service knows it, once it was found.
  var oldId: KeyID?
  /// The new key's id as the service knows it, once it was found.
  var newId: KeyID?
  /// The value from the answer that made the key, so that it need not be asked for.
  var value: KeyValue?
  /// The value, for delivery on standard output.
  var handedOut: KeyValue?
  var done: [String] = []
  var notes: [String] = []

  init(_ run: RotationRun, _ record: RotationRecord) {
    self.run = run
    self.record = record
  }

  /// More steps than any rotation has; reaching it means that one does not take.
  private static let mostSteps = 100

  /// Does every step that is due, and tells what it waits for then.
  mutating func drive() async throws {
    try await run.concludeOrphans(of: record)
    try await read()
    for _ in 0..<Self.mostSteps {
      try Task.checkCancellation()
      let decision = RotationDecision(
        record: record, scene: scene, now: run.now, leave: run.leave)
      switch decision.next() {
      case .step(let step):
        try await take(step)
      case .waits(let waits):
        if waits != record.body.waits || seenNow != record.body.newSeenAt {
          record.body.waits = waits
          record.body.newSeenAt = seenNow
          try await save()
        }
        return
      case .refuse(let error):
        throw error
      case .rest:
        record.body.waits = []
        return
      }
    }
    throw GatewayError(
      kind: .failed, code: "NoProgress",
      message: "The rotation \(record.id) of \(record.label) does not come further.",
      advice: "Look at it: tollgate rotations show \(record.id)")
  }

  private var seenNow: Date? { record.body.newSeenAt ?? scene.use?.newSeenAt }

  private mutating func take(_ step: RotationStep) async throws {
    switch step {
    case .claim: try await claim()
    case .giveWay(let error): try await giveWay(error)
    case .create: try await create()
    case .adopt: try await adopt()
    case .removeExtra(let id): try await removeExtra(id)
    case .mark: try await mark()
    case .unclaim: try await unclaim()
    case .attach(let plan): try await attach(plan)
    case .carry(let plan): try await carry(plan)
    case .finishAttaching: try await enter(.attached)
    case .deliver: try await deliver()
    case .beginOverlap: try await beginOverlap()
    case .retire: try await retire()
    case .endOverlap(let reason): try await endOverlap(because: reason)
    case .stop(let reason): try await stop(because: reason)
    case .rollBack: try await rollBack()
    case .delete: try await delete()
    }
  }

  /// Writes the next state down and reads what it needs.
  mutating func enter(_ state: RotationState) async throws {
    let before = record.state
    record.state = state
    record.body.waits = []
    try await save(was: before)
    guard state.isOpen, !run.isRehearsal else { return }
    try await read()
  }

  /// Writes the record down as it is now.
  mutating func save(was state: RotationState? = nil) async throws {
    let before = (state ?? record.state).rawValue
    // A clock that was set back must not make the record look older than it is.
    record.updatedAt = max(record.updatedAt, run.now)
    guard let store = run.store else { return }
    try await store.save(try record.row(), was: before)
  }
}
