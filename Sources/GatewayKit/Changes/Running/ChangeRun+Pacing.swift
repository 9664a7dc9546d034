import AWSClient
import LocalStore

extension ChangeRun {
  /// Seconds between two plan updates: AWS's 20 with the margin that all rates are kept with.
  static let planUpdateSpacing = 20 / 0.95

  /// Waits until no process has updated a plan of this account for 20 seconds, and takes the turn.
  func waitForPlanUpdate() async throws {
    guard !isRehearsal else { return }
    let store = try await session.book.opened()
    while true {
      let wait = try await store.claimPlanUpdate(
        scopes: session.planUpdateScopes, now: session.clock.date(),
        spacing: Self.planUpdateSpacing)
      guard wait > 0 else { return }
      announceWait(wait)
      try await session.clock.sleep(wait)
    }
  }

  /// Says why nothing happens, and for how long.
  @Sendable func announceWait(_ seconds: Double) {
    progress("waiting \(Int(seconds.rounded(.up))) s: AWS allows one plan update per 20 seconds")
  }
}

extension GatewaySession {
  /// What this account may be known by: its number, and the access key id before that is known.
  var planUpdateScopes: [String] {
    let place = "\(context.region)@\(endpoint ?? "aws")"
    let names = [identity.current.account, client.accessKeyId].compactMap(\.self)
    return names.map { "\($0)/\(place)" }
  }
}
