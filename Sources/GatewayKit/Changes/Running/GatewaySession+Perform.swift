import AWSClient
import Foundation
import LocalStore

extension GatewaySession {
  /// Performs one change: checks, journal, requests, read back, journal. Safe to call from several
  /// tasks at once.
  func perform(
    _ change: Change, lane: Lane, progress: @escaping @Sendable (String) -> Void
  ) async throws -> ChangeOutcome {
    try refuseIfReadOnly(change.title)
    let run = ChangeRun(
      session: self, api: api, lane: lane, isRehearsal: false, progress: progress)
    return try await carryOut(try await run.prepare(change), run)
  }

  /// The changing requests that performing would send.
  func preview(_ change: Change) async throws -> [PlannedRequest] {
    let planned = PlannedRequests()
    let run = ChangeRun(
      session: self, api: APIGateway(client: client.with(mode: .dryRun(planned))),
      lane: .interactive, isRehearsal: true, progress: { _ in })
    _ = try await run.prepare(change).apply(run)
    return planned.all
  }

  func refuseIfReadOnly(_ title: String) throws {
    guard identity.current.isReadOnly else { return }
    guard !config.isReadOnly(context) else {
      throw GatewayError(
        kind: .refused, code: "ReadOnly",
        message:
          "\(context.profile) · \(context.region) is read-only; nothing was sent (\(title)).",
        advice: "config.yaml says so: readOnly of that context.")
    }
    throw GatewayError(
      kind: .refused, code: "ReadOnly",
      message: "This session is read-only; nothing was sent (\(title)).",
      advice: "Leave --read-only out to change something.")
  }

  /// Writes a prepared change down, sends it, and writes down what became of it.
  func carryOut(_ change: PreparedChange, _ run: ChangeRun) async throws -> ChangeOutcome {
    identity.learnInBackground(SecurityTokenService(client: client))
    let store = try await book.opened()
    defer { change.lock?.release() }
    let entry = try await begun(change, store)
    let applied: PreparedChange.Applied
    do {
      applied = try await change.apply(run)
    } catch {
      throw await conclude(entry, of: change, failedWith: error, run, store)
    }
    let isReversible = applied.isReversible && change.undoes == nil
    do {
      let conclusion = conclusion(
        .done, run.log, after: try applied.after?.json(), isReversible: isReversible)
      try await store.conclude(entry, conclusion)
    } catch {
      let reason = (translate(error) as? GatewayError)?.message ?? "\(error)"
      run.log.note("It was done, but the journal could not be told: \(reason)")
    }
    return ChangeOutcome(
      subject: applied.subject, summary: change.past, at: clock.date(),
      requestIds: run.log.requestIds, journalId: entry, isReversible: isReversible,
      value: applied.value, notes: run.log.notes)
  }

  /// The journal's entry of a change that is about to be sent: a new one, or the one that it goes
  /// on with.
  private func begun(_ change: PreparedChange, _ store: LocalStore) async throws -> Int64 {
    if let entry = change.resumes { return entry }
    return try await store.begin(
      JournalDraft(
        at: clock.date(), who: identity.current.arn ?? "unknown", place: place,
        action: change.action.rawValue, summary: change.summary, subjects: change.subjects,
        before: try change.before?.json(), reason: change.reason, undoes: change.undoes))
  }

  /// Writes down that a change failed, or that nobody knows, and returns what to tell the caller.
  private func conclude(
    _ entry: Int64, of change: PreparedChange, failedWith error: any Error, _ run: ChangeRun,
    _ store: LocalStore
  ) async -> any Error {
    let told = translate(error)
    let gatewayError = told as? GatewayError
    let isUnknown = gatewayError?.outcomeUnknown ?? false
    let conclusion = conclusion(
      isUnknown ? .unknown : .failed, run.log, error: gatewayError?.message ?? "cancelled")
    do {
      try await store.conclude(entry, conclusion)
      if let undone = change.undoes, !isUnknown {
        try await store.restore(undone, at: clock.date())
      }
    } catch {
      guard var gatewayError else { return told }
      gatewayError.message += " The journal could not be told (entry \(entry) stands as started)."
      // The message says more now than what is missing.
      gatewayError.denied = nil
      return gatewayError
    }
    return told
  }

  /// What the journal is told of an end, with the caller as far as known by now.
  func conclusion(
    _ outcome: JournalOutcome, _ log: RunLog, after: String? = nil, isReversible: Bool = false,
    error: String? = nil
  ) -> JournalConclusion {
    JournalConclusion(
      at: clock.date(), outcome: outcome, who: identity.current.arn,
      account: identity.current.account, after: after, requestIds: log.requestIds,
      isReversible: isReversible, error: error)
  }

  /// Where this context's changes are made.
  var place: JournalPlace {
    JournalPlace(
      profile: context.profile, region: context.region, endpoint: endpoint ?? "",
      account: identity.current.account ?? "")
  }
}
