import AWSClient
import LocalStore

extension GatewaySession {
  /// What undo would take back now.
  func undoCandidate() async throws -> UndoCandidate? {
    guard let entry = try await undoTarget()?.entry else { return nil }
    let record = try UndoRecord(entry)
    return UndoCandidate(
      journalId: entry.id, summary: record.past, inverse: record.inverse, at: entry.at)
  }

  /// Takes the last reversible change back, after comparing with the server.
  func undo() async throws -> ChangeOutcome {
    try refuseIfReadOnly("undo")
    guard let lock = try await book.opened().lock("undo") else {
      throw GatewayError(
        kind: .temporary, code: "Busy", message: "Another undo is running; nothing was taken back.",
        advice: "Wait for it, and look what it took back.")
    }
    defer { lock.release() }
    guard let target = try await undoTarget() else {
      throw GatewayError(
        kind: .notFound, code: "NothingToUndo",
        message: "There is no change in the journal that can be taken back here.",
        advice: "Creations and deletions are not taken back; do the opposite by hand.")
    }
    let record = try UndoRecord(target.entry)
    let run = ChangeRun(
      session: self, api: api, lane: .interactive, isRehearsal: false, progress: { _ in })
    var change: PreparedChange
    do {
      change = try await inverse(of: record, target, run)
    } catch let error as GatewayError where error.code == "Revoked" {
      try await settleForGood(target)
      throw error
    }
    change.action = .undo
    change.undoes = target.entry.id
    change.resumes = target.resumes
    change.summary = "undo: \(record.inverse)"
    change.past = "undid “\(record.past)”"
    return try await carryOut(change, run)
  }

  /// The changing requests that taking the last reversible change back would send.
  func previewUndo() async throws -> [PlannedRequest] {
    guard let entry = try await undoTarget()?.entry else { return [] }
    let planned = PlannedRequests()
    let run = ChangeRun(
      session: self, api: APIGateway(client: client.with(mode: .dryRun(planned))),
      lane: .interactive, isRehearsal: true, progress: { _ in })
    _ = try await run.inverse(of: UndoRecord(entry)).apply(run)
    return planned.all
  }

  /// The newest entries of the journal.
  func journalLines(limit: Int) async throws -> [JournalLine] {
    try await book.opened().entries(limit: limit).map { entry in
      JournalLine(
        id: entry.id, at: entry.at, who: entry.who,
        context: GatewayContext(profile: entry.place.profile, region: entry.place.region),
        action: entry.summary, outcome: entry.outcome.rawValue, requestIds: entry.requestIds,
        before: entry.before, after: entry.after, reason: entry.reason, error: entry.error)
    }
  }
}
