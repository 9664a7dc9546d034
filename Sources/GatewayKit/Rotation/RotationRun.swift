import AWSClient
import Foundation
import LocalStore

/// What the steps of rotations need: the session, and how far they may go.
struct RotationRun: Sendable {
  let session: GatewaySession
  /// Sends for real, or writes down what would be sent.
  let client: AWSClient
  /// The journal; nil in a rehearsal, which writes nothing down.
  let store: LocalStore?
  let courier: Courier
  let lane: Lane
  let progress: @Sendable (String) -> Void
  var leave = RotationDecision.Leave()

  var api: APIGateway { APIGateway(client: client) }
  var isRehearsal: Bool { store == nil }
  var now: Date { session.clock.date() }

  /// What one step's requests are sent with.
  func changeRun() -> ChangeRun {
    ChangeRun(
      session: session, api: api, lane: lane, isRehearsal: isRehearsal, progress: progress)
  }

  /// Writes a step down, does it, and writes down what became of it.
  ///
  /// When the journal cannot be told afterwards, the entry stands as `started`, and the next run
  /// marks it `unknown`; the step is found done by then.
  func journalled<Value>(
    _ record: RotationRecord, _ what: String, reason: String? = nil, before: String? = nil,
    after: String? = nil, _ work: (ChangeRun) async throws -> Value
  ) async throws -> Value {
    progress("\(what) (rotation \(record.id))")
    let run = changeRun()
    guard let store else { return try await work(run) }
    let session = session
    session.identity.learnInBackground(SecurityTokenService(client: session.client))
    let entry = try await store.begin(
      JournalDraft(
        at: now, who: session.identity.current.arn ?? "unknown", place: session.place,
        action: PreparedChange.Action.rotateKey.rawValue,
        summary: "rotation \(record.id): \(what)",
        subjects: [record.id, record.oldKey] + (record.newKey.map { [$0] } ?? []),
        before: before, reason: reason))
    let value: Value
    do {
      value = try await work(run)
    } catch {
      let told = session.translate(error) as? GatewayError
      // A cancelled request that changes something may have been applied all the same.
      let isUnknown = told?.outcomeUnknown ?? false
      try await store.conclude(
        entry,
        conclusion(isUnknown ? .unknown : .failed, run, error: told?.message ?? "cancelled"))
      throw error
    }
    try await store.conclude(entry, conclusion(.done, run, after: after))
    return value
  }

  private func conclusion(
    _ outcome: JournalOutcome, _ run: ChangeRun, after: String? = nil, error: String? = nil
  ) -> JournalConclusion {
    JournalConclusion(
      at: now, outcome: outcome, who: session.identity.current.arn,
      account: session.identity.current.account, after: after, requestIds: run.log.requestIds,
      error: error)
  }

  /// Marks entries of a rotation that a process left behind when it died. Only while its lock is
  /// held, so that no living process owns them.
  func concludeOrphans(of record: RotationRecord) async throws {
    guard let store else { return }
    for entry in try await store.entries(limit: 1_000)
    where entry.outcome == .started
      && entry.action == PreparedChange.Action.rotateKey.rawValue
      && entry.subjects.first == record.id
    {
      try await store.conclude(
        entry.id,
        JournalConclusion(
          at: now, outcome: .unknown,
          error: "The process ended before the outcome was known; the rotation goes on from what "
            + "API Gateway has."))
    }
  }
}
