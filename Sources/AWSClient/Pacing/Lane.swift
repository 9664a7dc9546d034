/// Who waits for a request: decides how much of the account's rate it may use.
package enum Lane: Int, Sendable, Hashable, CaseIterable {
  /// Cutting off a leaked key. Leaves with the next token of the documented rate, whatever waits and
  /// however slow the service has made the others.
  case emergency
  /// A person waits for this one answer.
  case interactive
  /// Part of a long job that a person started: at most 80 % of the rate.
  case bulk
  /// Refresh that nobody asked for: at most half of the rate.
  case background
}

/// What the header shows of the request budget.
package struct BudgetFigures: Sendable, Hashable {
  /// Requests that left within the last second.
  package var usedLastSecond: Int
  /// Requests a second that the account allows (10, or less while the service throttles).
  package var allowedPerSecond: Double
  /// Requests waiting for a token.
  package var waiting: Int
  /// True while a 429 has slowed the bucket: others use the account's rate too.
  package var isSlowed: Bool

  /// Makes figures.
  package init(
    usedLastSecond: Int = 0, allowedPerSecond: Double = 10, waiting: Int = 0, isSlowed: Bool = false
  ) {
    self.usedLastSecond = usedLastSecond
    self.allowedPerSecond = allowedPerSecond
    self.waiting = waiting
    self.isSlowed = isSlowed
  }
}
