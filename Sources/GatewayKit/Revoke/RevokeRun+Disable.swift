import AWSClient
import Foundation
import LocalStore

extension RevokeRun {
  /// Times that disabling is begun anew after the client itself has given up on a passing fault.
  private static let rounds = 3
  /// Seconds between them.
  private static let pause = 2.0

  /// Disables one key and reads it back. Whatever goes wrong is in the item.
  func disable(_ match: LeakMatch) async -> RevokeOutcome.Item {
    let key = match.key
    do {
      let home = try await session.session(for: match)
      try home.refuseIfReadOnly("revoke \(key.label)")
      return try await written(match, in: home)
    } catch {
      let told = session.translate(error) as? GatewayError
      let reason =
        told
        ?? GatewayError(
          kind: .failed, code: "Cancelled", message: "Disabling \(key.label) was cancelled.",
          advice: "Look at the key, and revoke it again.", outcomeUnknown: true)
      return RevokeOutcome.Item(key: key, isDisabled: false, isVerified: false, error: reason)
    }
  }

  /// Writes the intent and the tombstone down, disables, reads back, and writes down what became
  /// of it.
  ///
  /// Dying in between leaves this: before the journal's entry nothing; after it an entry that is
  /// `started`; after the tombstone also a key that is said to be enabled although it was leaked; and
  /// after the request the same entry, with a key that is disabled. Revoking again does all of it
  /// once more without harm.
  private func written(
    _ match: LeakMatch, in home: GatewaySession
  ) async throws -> RevokeOutcome.Item {
    let key = match.key
    home.identity.learnInBackground(SecurityTokenService(client: home.client))
    let log = RunLog()
    let (store, entry) = try await home.beginRevoking(key, origin: request.origin)
    let isNewlyBuried = await bury(key, home, store)
    let run = ChangeRun(
      session: home, api: home.api, lane: .emergency, isRehearsal: false, progress: note,
      log: log)
    do {
      let item = try await switchedOff(key, run)
      let outcome: JournalOutcome = item.error == nil ? .done : .failed
      await home.concludeRevoking(
        entry,
        home.conclusion(
          outcome, log, after: try Snapshot(key: item.key).json(), error: item.error?.message),
        store, note)
      return item
    } catch {
      let told = home.translate(error) as? GatewayError
      let isUnknown = told?.outcomeUnknown ?? true
      // What was refused for certain was not revoked, so nothing is to be said of its return.
      if isNewlyBuried, !isUnknown { await home.unbury(key, store) }
      await home.concludeRevoking(
        entry,
        home.conclusion(
          isUnknown ? .unknown : .failed, log, error: told?.message ?? "cancelled"),
        store, note)
      throw error
    }
  }

  private func bury(
    _ key: APIKey, _ home: GatewaySession, _ store: LocalStore
  ) async -> Bool {
    do {
      return try await home.bury(key, store)
    } catch {
      let reason = (home.translate(error) as? GatewayError)?.message ?? "\(error)"
      note("That \(key.label) was leaked could not be written down: \(reason)")
      return false
    }
  }

  /// Sends the request unless the key is disabled already, and reads back.
  private func switchedOff(_ key: APIKey, _ run: ChangeRun) async throws -> RevokeOutcome.Item {
    var known = key
    var read: APIKey?
    if !key.isEnabled {
      note(Self.alreadyDisabled(key))
      read = try await readBack(key, run)
    }
    if key.isEnabled || read?.isEnabled == true {
      known = try await send(key, run)
      read = try await readBack(known, run)
      if read?.isEnabled == true {
        // Something enabled it again at once, or the answer was an old one.
        note("Read back, \(key.label) is enabled; looking again.")
        try await run.session.clock.sleep(1)
        read = try await readBack(known, run)
        if read?.isEnabled == true {
          known = try await send(key, run)
          read = try await readBack(known, run)
        }
      }
    }
    guard let read else {
      return RevokeOutcome.Item(key: known, isDisabled: !known.isEnabled, isVerified: false)
    }
    tell(.readBack(read, isDisabled: !read.isEnabled))
    tally.add(
      "\(key.label): read back, \(read.isEnabled ? "enabled" : "disabled")", at: clock.date(),
      requestId: run.log.requestIds.last)
    guard read.isEnabled else {
      return RevokeOutcome.Item(key: read, isDisabled: true, isVerified: true)
    }
    return RevokeOutcome.Item(
      key: read, isDisabled: false, isVerified: false,
      error: GatewayError(
        kind: .failed, code: "EnabledAgain",
        message: "API Gateway took the change twice, but read back \(key.label) is enabled: "
          + "something enables it again.",
        advice: "Look for what manages the key (CloudFormation, Terraform, a script), stop it, and "
          + "revoke again."))
  }

  static func alreadyDisabled(_ key: APIKey) -> String {
    let since = key.lastUpdatedDate.map { "; it was last changed \($0.iso8601)" } ?? ""
    return "\(key.label) was disabled already\(since). Nothing was sent but a read."
  }

  private func send(_ key: APIKey, _ run: ChangeRun) async throws -> APIKey {
    var round = 1
    while true {
      do {
        let record = try await patch(key, run)
        var after = APIKey(record, context: key.context)
        after.plans = key.plans
        let requestId = run.log.requestIds.last
        tell(
          .disabled(
            after, at: clock.date(), milliseconds: milliseconds, requestId: requestId))
        tally.add("\(key.label): disabled", at: clock.date(), requestId: requestId)
        return after
      } catch let error as AWSError where round < Self.rounds && error.isWorthAnotherRound {
        round += 1
        let reason = GatewayError.clause(
          GatewayError(error, endpoint: run.session.endpoint).message)
        note("\(reason). Disabling \(key.label) is tried again in \(Int(Self.pause)) s.")
        try await run.session.clock.sleep(Self.pause)
      }
    }
  }

  private func patch(_ key: APIKey, _ run: ChangeRun) async throws -> APIKeyRecord {
    let patch = [PatchOperation(op: "replace", path: "/enabled", value: "false")]
    return try await run.settle("disabling \(key.label)") {
      tally.count()
      return try await run.api.updateAPIKey(key.id.wire, patch: patch, lane: run.lane)
    } landed: {
      tally.count()
      let record = try await run.api.getAPIKey(key.id.wire, lane: run.lane).value
      return record.enabled ? nil : record
    }
  }

  /// The key as the service has it now; nil with a note when it cannot be read.
  private func readBack(_ key: APIKey, _ run: ChangeRun) async throws -> APIKey? {
    do {
      tally.count()
      let answer = try await run.api.getAPIKey(key.id.wire, lane: run.lane)
      run.log.add(requestId: answer.requestId)
      var read = APIKey(answer.value, context: key.context)
      read.plans = key.plans
      return read
    } catch let error as AWSError {
      run.log.add(requestId: error.requestId)
      let reason = GatewayError(error, endpoint: run.session.endpoint).message
      note("\(key.label) could not be read back: \(reason)")
      return nil
    }
  }
}

extension AWSError {
  /// Whether a request that disables a key is sent again after all repetitions of the client's own:
  /// the service is busy or out of order, or the network is.
  var isWorthAnotherRound: Bool {
    switch kind {
    case .service: status == 429 || status >= 500
    case .unreachable, .timedOut, .connectionClosed, .unreadableAnswer: code != "Cancelled"
    case .tls, .readOnly, .credentials, .configuration: false
    }
  }
}
