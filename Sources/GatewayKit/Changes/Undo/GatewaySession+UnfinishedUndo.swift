import AWSClient
import LocalStore

extension GatewaySession {
  /// A change to be taken back.
  struct UndoTarget: Sendable {
    var entry: JournalEntry
    /// The entry of an undo of it that was begun and left unfinished.
    var resumes: Int64?
  }

  private static let givenUp = "left unfinished; nobody knows whether it was applied"

  /// What undo takes back: the change whose undoing was begun last and left unfinished, or else the
  /// last reversible one. Without the first, starting again after a crash would take back one more.
  func undoTarget() async throws -> UndoTarget? {
    let store = try await book.opened()
    let newest = try await store.entries(limit: 500).first {
      $0.undoes != nil && place.isSame(as: $0.place)
    }
    if let newest, let undone = newest.undoes, newest.error != Self.givenUp,
      [.started, .unknown].contains(newest.outcome), let entry = try await store.entry(undone)
    {
      return UndoTarget(entry: entry, resumes: newest.id)
    }
    return try await store.lastReversible(at: place).map { UndoTarget(entry: $0) }
  }

  /// The change that takes another one back. Where an earlier undo was left unfinished, the server
  /// may have what was before already; then there is nothing to send.
  func inverse(
    of record: UndoRecord, _ target: UndoTarget, _ run: ChangeRun
  ) async throws -> PreparedChange {
    guard let unfinished = target.resumes else { return try await run.inverse(of: record) }
    // What remains of a quota does not tell whether a grant was subtracted, which must not happen
    // twice.
    guard record.action != .grant else { throw try await giveUp(unfinished, record) }
    do {
      return try await run.inverse(of: record)
    } catch let error as GatewayError where error.code == "ChangedSince" {
      if let change = try await run.takenBack(record) { return change }
      throw try await giveUp(unfinished, record)
    }
  }

  /// Lets go of a change that is never taken back, so that the one before it can be.
  func settleForGood(_ target: UndoTarget) async throws {
    let store = try await book.opened()
    try await store.conclude(
      target.entry.id, JournalConclusion(at: clock.date(), outcome: .done, isReversible: false))
    guard let unfinished = target.resumes else { return }
    try await store.conclude(
      unfinished,
      JournalConclusion(at: clock.date(), outcome: .unknown, error: Self.givenUp))
  }

  /// Lets go of an undo that can neither be finished nor be called done.
  private func giveUp(_ entry: Int64, _ record: UndoRecord) async throws -> GatewayError {
    try await book.opened().conclude(
      entry, JournalConclusion(at: clock.date(), outcome: .unknown, error: Self.givenUp))
    return GatewayError(
      kind: .refused, code: "OutcomeUnknown",
      message:
        "Undoing “\(record.past)” was begun and cut off, and what is there now does not tell "
        + "whether it was applied; nothing was sent.",
      advice: "Look at it, and change it by hand if that is right.")
  }
}
