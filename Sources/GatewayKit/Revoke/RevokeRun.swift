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

  init(
    session: GatewaySession, request: RevokeRequest, courier: Courier,
    tell: @escaping @Sendable (RevokeEvent) -> Void
  ) {
    self.session = session
    self.request = request
    self.courier = courier
    self.tell = tell
    started = session.clock.seconds()
  }

  var clock: ClientClock { session.clock }

  /// Whole milliseconds since the start.
  var milliseconds: Int { Int(((clock.seconds() - started) * 1000).rounded()) }

  func note(_ sentence: String) {
    tally.note(sentence)
    tell(.note(sentence))
  }

  /// Disables, reads back, and does what else was asked for.
  func run() async throws {
    try session.refuseIfReadOnly("revoke \(request.matches.count) keys")
    let items = await disableAll()
    let milliseconds = milliseconds
    let outcome = RevokeOutcome(
      items: items, proof: .none, requests: tally.requests, milliseconds: milliseconds)
    tell(.finished(outcome))
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
