import AWSClient
import Foundation

extension RevokeRun {
  /// The report of what was done. Who acted and what the keys opened is asked for now: nothing waits
  /// for it any more. What cannot be found out is said to be unknown.
  func report(_ outcome: RevokeOutcome) async -> IncidentReport? {
    var keys: [IncidentFacts.Key] = []
    for (match, item) in zip(request.matches, outcome.items) {
      var fact = IncidentFacts.Key(
        item: item, evidence: match.words, line: match.line, account: nil, details: [])
      do {
        let home = try await session.session(for: match)
        if home.identity.current.arn == nil {
          // Without it the report says so.
          _ = try? await home.identify()
        }
        fact.account = home.identity.current.account
        for try await detail in home.leakDetails(match) { fact.details.append(detail) }
      } catch {
        fact.details.append(.note("Not all of it could be looked at: \(reason(error))"))
      }
      keys.append(fact)
    }
    if session.identity.current.arn == nil {
      // Without it the report says so.
      _ = try? await session.identify()
    }
    let facts = IncidentFacts(
      origin: request.origin, startedAt: startedAt, writtenAt: clock.date(),
      actor: session.identity.current.arn, endpoint: session.endpoint, keys: keys,
      moments: tally.moments, proof: outcome.proof, notes: tally.notes(about: .disabling),
      proofNotes: tally.notes(about: .proof),
      replacementNotes: tally.notes(about: .replacement),
      replacement: outcome.replacement, zone: session.config.zone)
    do {
      return try IncidentReport(facts)
    } catch {
      note("The report could not be made: \(reason(error))")
      return nil
    }
  }
}

extension IncidentReport {
  /// The report of some facts.
  init(_ facts: IncidentFacts) throws {
    self.init(
      markdown: IncidentMarkdown.text(facts), json: try IncidentJSON.text(facts),
      notice: IncidentNotice.text(facts))
  }
}
