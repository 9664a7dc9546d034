/// Which days of which plan's usage.
package struct UsageRequest: Hashable, Sendable {
  /// The plan.
  package var plan: UsagePlan
  /// One key only; nil for all of the plan.
  package var key: KeyID?
  /// First day.
  package var from: CalendarDay
  /// Last day, inclusive; at most 90 days from the first.
  package var to: CalendarDay

  /// Makes a request.
  package init(plan: UsagePlan, key: KeyID? = nil, from: CalendarDay, to: CalendarDay) {
    self.plan = plan
    self.key = key
    self.from = from
    self.to = to
  }
}
