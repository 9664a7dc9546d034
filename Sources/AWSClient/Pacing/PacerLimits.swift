/// The rates that the pacer keeps to.
package struct PacerLimits: Sendable, Equatable {
  /// Requests a second that the service documents for an account and region.
  package var requestsPerSecond: Double
  /// Requests at once that the service documents.
  package var burst: Double
  /// The part of both that is used. The rest is for the network, which bunches requests: they reach
  /// the service closer together than they left.
  package var margin: Double
  /// What the lanes may use of the account's rate.
  package var shares: LaneShares
  /// The slowest that answers of 429 can make it, requests a second.
  package var slowest: Double
  /// How fast it recovers, requests a second gained each second.
  package var recovery: Double

  /// Makes limits; the defaults are those of API Gateway's control plane.
  package init(
    requestsPerSecond: Double = 10, burst: Double = 40, margin: Double = 0.95,
    shares: LaneShares = LaneShares(), slowest: Double = 0.5, recovery: Double = 0.25
  ) {
    self.requestsPerSecond = requestsPerSecond
    self.burst = burst
    self.margin = margin
    self.shares = shares
    self.slowest = slowest
    self.recovery = recovery
  }

  /// The full rate that is used.
  var rate: Double { requestsPerSecond * margin }
  /// The full burst that is used.
  var capacity: Double { burst * margin }
}

/// The parts of the account's rate that the slower lanes may use, 0 to 1.
package struct LaneShares: Sendable, Equatable {
  /// For long jobs that a person started, the background's part included.
  package var bulk: Double
  /// For refresh that nobody asked for.
  package var background: Double

  /// Makes shares.
  package init(bulk: Double = 0.8, background: Double = 0.5) {
    self.bulk = bulk
    self.background = background
  }
}
