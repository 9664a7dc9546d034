package import AWSClient

/// How one of a process's contexts stands.
package struct ContextStanding: Hashable, Sendable {
  /// Its place.
  package var home: Home
  /// Profile and region; the region is empty until it is known.
  package var context: GatewayContext
  /// Who is calling, as far as it is known; nil until it is open.
  package var identity: ContextIdentity?
  /// Why it could not be opened, or what the last question failed with; nil when it answered.
  package var error: GatewayError?
  /// Seconds that the last question about the caller took; nil before.
  package var answeredIn: Double?
  /// Its request budget, now.
  package var budget: BudgetFigures
  /// What the caller is known to be denied in it.
  package var access: KnownAccess

  /// Makes a standing.
  package init(
    home: Home = .first, context: GatewayContext, identity: ContextIdentity? = nil,
    error: GatewayError? = nil, answeredIn: Double? = nil, budget: BudgetFigures = BudgetFigures(),
    access: KnownAccess = KnownAccess()
  ) {
    self.home = home
    self.context = context
    self.identity = identity
    self.error = error
    self.answeredIn = answeredIn
    self.budget = budget
    self.access = access
  }
}

/// What kept a context from answering, where others did.
package struct ContextFailure: Hashable, Sendable {
  /// Its place.
  package var home: Home
  /// Profile and region.
  package var context: GatewayContext
  /// Why.
  package var error: GatewayError

  /// Makes a failure.
  package init(home: Home, context: GatewayContext, error: GatewayError) {
    self.home = home
    self.context = context
    self.error = error
  }
}
