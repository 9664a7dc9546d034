import AWSClient
import Foundation
import SigV4

// Keys, page by page.
extension LeakSearch {
  /// Requests that a search of a context is allowed before it leaves the plans of what it found to
  /// whoever looks at the details.
  private static let budget = 20
  /// Matches of a context whose plans are asked for.
  private static let plansAsked = 5

  /// Lists a context's keys, until `look` says that nothing more is needed. While it looks at a
  /// page, the next one is on its way.
  ///
  /// Asking for values is announced and written to the journal. A journal that cannot be written
  /// does not stop the search, which changes nothing and is made in an emergency: a note says that
  /// there is no record here, and the service's own trail has one. Revoking is another matter: a
  /// change that cannot be journalled is not sent.
  func sweep(
    _ session: GatewaySession, withValues: Bool,
    _ look: @escaping @Sendable ([APIKeyRecord]) async throws -> Bool
  ) async throws {
    guard withValues else { return try await pages(session, withValues: false, RunLog(), look) }
    announce()
    try await session.journalledIfPossible(
      .searchValues, summary: "ask for the values of all keys to find a leaked one", subjects: [],
      note: ledger.note
    ) { log in try await pages(session, withValues: true, log, look) }
  }

  private func pages(
    _ session: GatewaySession, withValues: Bool, _ log: RunLog,
    _ look: @escaping @Sendable ([APIKeyRecord]) async throws -> Bool
  ) async throws {
    var page = try await page(session, nil, withValues, log)
    while true {
      let position = page.position
      let next = position.map { position in
        Task { try await self.page(session, position, withValues, log) }
      }
      let isDone: Bool
      do {
        isDone = try await look(page.items)
      } catch {
        next?.cancel()
        throw error
      }
      ledger.count(keys: page.items.count, pages: 1)
      tell(.progress(ledger.progress))
      guard let next else { return }
      if isDone {
        next.cancel()
        return
      }
      page = try await withTaskCancellationHandler {
        try await next.value
      } onCancel: {
        next.cancel()
      }
    }
  }

  private func page(
    _ session: GatewaySession, _ position: String?, _ withValues: Bool, _ log: RunLog
  ) async throws -> Page<APIKeyRecord> {
    ledger.countRequests()
    let answer = try await session.api.getAPIKeys(
      position: position, includeValues: withValues, lane: .emergency)
    log.add(requestId: answer.requestId)
    if withValues { session.index.warm(answer.value.items, at: session.place) }
    return answer.value
  }

  /// Takes the sightings of a page into the ledger; returns the matches that are new or better.
  func take(
    _ sightings: [Sighting], _ records: [APIKeyRecord], _ session: GatewaySession
  ) async throws -> [LeakMatch] {
    var matches: [LeakMatch] = []
    for sighting in sightings {
      let record = records[sighting.record]
      let revoked = try await revocation(of: KeyID(record.id), record.value, session)
      if let match = ledger.add(
        sighting, of: APIKey(record, context: session.context),
        identity: record.value.map { .of($0.exposeSecret().utf8) }, revokedAt: revoked)
      {
        matches.append(match)
      }
    }
    return matches
  }

  /// When a key, or another one with its value, was revoked.
  func revocation(
    of key: KeyID, _ value: SecretValue?, _ session: GatewaySession
  ) async throws -> Date? {
    if let date = graves.date(of: key, at: session.place) { return date }
    guard graves.hasValues, let value else { return nil }
    // Without the index's key there are no tombstones with values either.
    let hash = try? await session.index.fingerprint(of: Array(value.exposeSecret().utf8))
    return hash.flatMap { graves.date(of: $0) }
  }

  /// The plans of what was found, as far as the requests allow.
  func addPlans(_ session: GatewaySession) async throws {
    for match in ledger.matches(in: session.context).prefix(Self.plansAsked)
    where match.key.plans == nil && ledger.requests < Self.budget {
      ledger.countRequests()
      let plans = try await session.plansOfKey(match.key.id, lane: .emergency, withNames: false)
      if let full = ledger.add(plans: plans.map(\.reference), to: match.id) { tell(.match(full)) }
    }
  }
}
