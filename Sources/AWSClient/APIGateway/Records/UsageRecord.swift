/// A page of GetUsage, or the answer of UpdateUsage.
package struct UsageRecord: Sendable, Equatable {
  /// One day of one key.
  package struct Day: Sendable, Equatable {
    /// Requests counted on the day.
    package var used: Int
    /// What was left of the period's quota at the end of the day; may jump when changed by hand.
    package var remaining: Int

    /// Makes a day.
    package init(used: Int, remaining: Int) {
      self.used = used
      self.remaining = remaining
    }
  }

  /// The plan.
  package var usagePlanId: String
  /// First day, `YYYY-MM-DD`, UTC.
  package var startDate: String
  /// Last day, inclusive.
  package var endDate: String
  /// One entry a day from ``startDate`` on, by key id.
  package var items: [String: [Day]]
  /// Token of the next page.
  package var position: String?

  /// Makes a record.
  package init(
    usagePlanId: String, startDate: String, endDate: String, items: [String: [Day]],
    position: String? = nil
  ) {
    self.usagePlanId = usagePlanId
    self.startDate = startDate
    self.endDate = endDate
    self.items = items
    self.position = position
  }
}
