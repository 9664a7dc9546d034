package import Foundation

/// Plans as they come.
package struct PlanPage: Hashable, Sendable {
  /// The plans in the service's order.
  package var plans: [UsagePlan]
  /// True for the last one.
  package var isLast: Bool
  /// When it came.
  package var fetchedAt: Date
  /// Set instead of things when one of several contexts has no more to give.
  package var failure: ContextFailure?

  /// Makes a page.
  package init(
    plans: [UsagePlan], isLast: Bool, fetchedAt: Date,
    failure: ContextFailure? = nil
  ) {
    self.plans = plans
    self.isLast = isLast
    self.fetchedAt = fetchedAt
    self.failure = failure
  }
}
