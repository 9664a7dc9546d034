import AWSClient
import Foundation

/// Looks at what a leaked key means. Each part is asked for by itself: what fails becomes a note, and
/// the others go on. Nothing begins after ``longest`` seconds.
struct LeakDetailRun: Sendable {
  /// Seconds after which no further request is begun.
  static let longest = 20.0

  let session: GatewaySession
  let key: APIKey
  let tell: @Sendable (LeakDetail) -> Void
  private let started: Double

  init(session: GatewaySession, key: APIKey, tell: @escaping @Sendable (LeakDetail) -> Void) {
    self.session = session
    self.key = key
    self.tell = tell
    started = session.clock.seconds()
  }

  /// Tells everything that can be found out.
  func run() async throws {
    async let management: Void = part("What made the key") { try await tellManagement() }
    var plans: [UsagePlan] = []
    do {
      plans = try await session.plansOfKey(key.id, lane: .interactive)
      tell(.plans(plans))
    } catch {
      try note("The key's plans", error)
      return try await management
    }
    let known = plans
    async let opens: Void = part("What the key opens") { try await tellOpenings(known) }
    async let exposure: Void = part("What the key used") { try await tellExposure(known) }
    async let traffic: Void = part("The access logs") { try await tellTraffic(known) }
    _ = try await (management, opens, exposure, traffic)
  }

  /// Whether there is time for another request.
  var hasTime: Bool { session.clock.seconds() - started < Self.longest }

  private func part(_ name: String, _ work: () async throws -> Void) async throws {
    do {
      try await work()
    } catch {
      try note(name, error)
    }
  }

  private func note(_ name: String, _ error: any Error) throws {
    guard let told = session.translate(error) as? GatewayError else { throw error }
    tell(.note("\(name) could not be looked at: \(told.message)"))
  }
}
