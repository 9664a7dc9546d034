import AWSClient
import LocalStore

extension GatewaySession {
  /// A key's value. That it was asked for is on the disk before the value is in memory.
  func reveal(_ key: KeyID, _ place: KeyValue.Revelation) async throws -> KeyValue {
    try await journalled(
      .revealValue, summary: "show the value of key \(key.shown) (\(place.rawValue))",
      subjects: [key.shown]
    ) { log in
      let answer = try await api.getAPIKey(key.wire, includeValue: true, lane: .interactive)
      log.add(requestId: answer.requestId)
      index.warm([answer.value], at: self.place)
      guard let value = answer.value.value else {
        throw GatewayError(
          kind: .failed, code: "NoValue", message: "API Gateway did not send the value.",
          advice: "Check the endpoint address; API Gateway always sends it.",
          requestId: answer.requestId)
      }
      return value
    }
  }

  /// The values of all keys, for an export.
  func revealAll() async throws -> [KeyID: KeyValue] {
    try await journalled(
      .revealAllValues, summary: "export the values of all keys", subjects: []
    ) { log in try await allValues(log) }
  }

  /// All keys' values by id.
  func allValues(_ log: RunLog) async throws -> [KeyID: KeyValue] {
    var values: [KeyID: KeyValue] = [:]
    var position: String?
    repeat {
      let answer = try await api.getAPIKeys(
        position: position, includeValues: true, lane: .interactive)
      log.add(requestId: answer.requestId)
      index.warm(answer.value.items, at: place)
      for record in answer.value.items { values[KeyID(record.id)] = record.value }
      position = answer.value.position
    } while position != nil
    return values
  }

  /// Does something that must be written down before and after, and that undo does not take back.
  func journalled<Value: Sendable>(
    _ action: PreparedChange.Action, summary: String, subjects: [String],
    _ work: (RunLog) async throws -> Value
  ) async throws -> Value {
    let log = RunLog()
    identity.learnInBackground(SecurityTokenService(client: client))
    let store = try await book.opened()
    let entry = try await store.begin(
      JournalDraft(
        at: clock.date(), who: identity.current.arn ?? "unknown", place: place,
        action: action.rawValue, summary: summary, subjects: subjects))
    do {
      let value = try await work(log)
      try await store.conclude(entry, conclusion(.done, log))
      return value
    } catch {
      let told = translate(error) as? GatewayError
      let outcome: JournalOutcome = told?.outcomeUnknown == true ? .unknown : .failed
      try await store.conclude(
        entry, conclusion(outcome, log, error: told?.message ?? "cancelled"))
      throw error
    }
  }

  /// Does something that is to be written down before and after, and does it all the same when the
  /// journal cannot be written: `note` is told so. For what changes nothing and cannot wait.
  func journalledIfPossible<Value: Sendable>(
    _ action: PreparedChange.Action, summary: String, subjects: [String],
    note: (String) -> Void, _ work: (RunLog) async throws -> Value
  ) async throws -> Value {
    let log = RunLog()
    identity.learnInBackground(SecurityTokenService(client: client))
    var written: (store: LocalStore, entry: Int64)?
    do {
      let store = try await book.opened()
      let entry = try await store.begin(
        JournalDraft(
          at: clock.date(), who: identity.current.arn ?? "unknown", place: place,
          action: action.rawValue, summary: summary, subjects: subjects))
      written = (store, entry)
    } catch {
      guard let told = translate(error) as? GatewayError else { throw error }
      note("\(told.message) The search goes on without a record in the journal.")
    }
    func conclude(_ outcome: JournalOutcome, _ error: String? = nil) async {
      guard let written else { return }
      do {
        try await written.store.conclude(written.entry, conclusion(outcome, log, error: error))
      } catch {
        let reason = (translate(error) as? GatewayError)?.message ?? "\(error)"
        note("The journal could not be told that the search ended: \(reason)")
      }
    }
    do {
      let value = try await work(log)
      await conclude(.done)
      return value
    } catch {
      let told = translate(error) as? GatewayError
      await conclude(
        told?.outcomeUnknown == true ? .unknown : .failed, told?.message ?? "cancelled")
      throw error
    }
  }
}
