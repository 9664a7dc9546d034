import AWSClient
import Foundation

/// One revoking: what its parts share.
struct RevokeRun: Sendable {
  /// The session that was asked; each key is dealt with in the one of its own context.
  let session: GatewaySession
  let request: RevokeRequest
  let courier: Courier
  let tell: @Sendable (RevokeEvent) -> Void
  let tally = RevokeTally()
  /// Seconds of the steady clock at the start.
  let started: Double
  /// The same as a date.
  let startedAt: Date

  init(
    session: GatewaySession, request: RevokeRequest, courier: Courier,
    tell: @escaping @Sendable (RevokeEvent) -> Void
  ) {
    self.session = session
    self.request = request
    self.courier = courier
    self.tell = tell
    started = session.clock.seconds()
    startedAt = session.clock.date()
  }

  var clock: ClientClock { session.clock }

  /// Whole milliseconds since the start.
  var milliseconds: Int { Int(((clock.seconds() - started) * 1000).rounded()) }

  func note(_ sentence: String) { note(sentence, about: .disabling) }

  func note(_ sentence: String, about topic: RevokeTally.Topic) {
    tally.note(sentence, about: topic)
    tell(.note(sentence))
  }

  /// Disables, reads back, and does what else was asked for.
  func run() async throws {
    try await refuseWhereNothingMayChange()
    guard !request.matches.isEmpty else {
      throw GatewayError(
        kind: .notFound, code: "NothingToRevoke", message: "There is no key to revoke.",
        advice: "Look for the leaked text first: tollgate keys find")
    }
    let probe = await beginProbe()
    let items = await disableAll()
    let (disabledAt, steadily) = (clock.date(), clock.seconds())
    let milliseconds = milliseconds
    let replacement = await replaceAll(items)
    var outcome = RevokeOutcome(
      items: items, proof: .none, requests: tally.requests, milliseconds: milliseconds,
      replacement: replacement.rotation, replacementValue: replacement.value)
    let standing = outcome
    async let early: Void = reportEarly(standing, isProbing: probe != nil)
    outcome.proof = try await proof(items, probe, disabledAt: disabledAt, steadily: steadily)
    await early
    if request.wantsReport { outcome.report = await report(outcome) }
    tell(.finished(outcome))
  }

  /// Refuses when every key is in a context that is read-only. Of several keys one that is elsewhere is
  /// revoked all the same, whatever the context is that the search began in.
  private func refuseWhereNothingMayChange() async throws {
    var refusal: (any Error)?
    for match in request.matches {
      // Why it cannot be opened is told where it would be disabled.
      guard let home = try? await session.session(for: match) else { return }
      do {
        try home.refuseIfReadOnly("revoke \(match.key.label)")
        return
      } catch {
        refusal = refusal ?? error
      }
    }
    if let refusal { throw refusal }
  }

  /// Tells the report as it stands, so that nobody has to wait for the proof to have one.
  private func reportEarly(_ outcome: RevokeOutcome, isProbing: Bool) async {
    guard request.wantsReport, request.waitSilent != nil || isProbing,
      let report = await report(outcome)
    else { return }
    tell(.reported(report))
  }

  /// What shows that the keys have stopped working, as far as that was asked for.
  private func proof(
    _ items: [RevokeOutcome.Item], _ probe: Task<Probe?, Never>?, disabledAt: Date,
    steadily: Double
  ) async throws -> RevokeOutcome.Proof {
    guard items.allSatisfy(\.isDisabled) else { return .none }
    async let byProbe = probed(probe, steadily: steadily)
    async let byLogs = logged(disabledAt: disabledAt)
    let (first, second) = try await (byProbe, byLogs)
    return first == .probe ? .probe : second
  }

  private func probed(
    _ probe: Task<Probe?, Never>?, steadily: Double
  ) async throws -> RevokeOutcome.Proof {
    guard let probe else { return .none }
    let proof = try await prove(probe, disabledAt: steadily)
    guard proof == .probe, request.matches.count > 1 else { return proof }
    note(
      "The URL belongs to one of the \(request.matches.count) keys that hold the value; for the "
        + "others nothing is proven by it.", about: .proof)
    return .none
  }

  private func logged(disabledAt: Date) async throws -> RevokeOutcome.Proof {
    guard let seconds = request.waitSilent else { return .none }
    var proof = RevokeOutcome.Proof.logs
    for match in request.matches {
      let one = try await watch(match, silentFor: seconds, disabledAt: disabledAt)
      if one == .none { proof = .none }
    }
    return proof
  }

  /// Disables all keys side by side; one that fails does not stop the others. Goes on to its end
  /// although nobody listens any more: a key is never left half revoked for a dialog that was closed.
  private func disableAll() async -> [RevokeOutcome.Item] {
    await withTaskGroup(of: (Int, RevokeOutcome.Item).self) { group in
      for (index, match) in request.matches.enumerated() {
        group.addTask { (index, await Task { await disable(match) }.value) }
      }
      var items: [(Int, RevokeOutcome.Item)] = []
      for await item in group { items.append(item) }
      return items.sorted { $0.0 < $1.0 }.map(\.1)
    }
  }
}
