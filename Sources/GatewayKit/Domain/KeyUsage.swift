package import Foundation

/// One day of one key in one plan.
package struct UsageDay: Hashable, Sendable {
  /// The UTC day.
  package var date: CalendarDay
  /// Requests counted on it.
  package var used: Int
  /// What was left of the period's quota at its end.
  package var remaining: Int

  /// Makes a day.
  package init(date: CalendarDay, used: Int, remaining: Int) {
    self.date = date
    self.used = used
    self.remaining = remaining
  }
}

/// When a key will have used its quota up, at the pace of its last days.
package struct Forecast: Hashable, Sendable {
  /// What can be said.
  package enum State: String, Hashable, Sendable {
    /// It lasts until the reset.
    case ok
    /// It runs out before the reset, at ``Forecast/at``.
    case exhausts
    /// Nothing remains; ``Forecast/at`` is the start of the day on which it ran out, if known.
    case exhausted
    /// The plan has no quota.
    case unmetered
    /// Fewer than three days of data.
    case insufficient
  }

  /// What can be said.
  package var state: State
  /// The instant that belongs to it.
  package var at: Date?
  /// Requests a day that the forecast assumes; nil when there is none.
  package var pace: Double?
  /// How many days the pace is taken from.
  package var basisDays: Int

  /// Makes a forecast.
  package init(state: State, at: Date? = nil, pace: Double? = nil, basisDays: Int = 0) {
    self.state = state
    self.at = at
    self.pace = pace
    self.basisDays = basisDays
  }
}

/// What one key has used of one plan. Quotas are per key, never shared.
package struct KeyUsage: Hashable, Sendable {
  /// The plan.
  package var plan: PlanReference
  /// The key's id.
  package var keyId: KeyID
  /// The key's name; empty when it is not known.
  package var keyName: String
  /// The plan's quota; nil when unmetered.
  package var quota: Quota?
  /// Daily figures, oldest first; days without data are absent.
  package var days: [UsageDay]
  /// Used in the current period; may exceed the limit, since limits are best effort.
  package var used: Int
  /// Left in the current period; nil when unmetered.
  package var remaining: Int?
  /// `100 × (1 − remaining ÷ max(limit, used + remaining))`, at remaining 0 the greater of 100 and
  /// `100 × used ÷ limit`; nil when unmetered.
  package var percent: Double?
  /// True when the remaining quota was changed by hand within the period.
  package var isAdjusted: Bool
  /// When it will run out.
  package var forecast: Forecast
  /// First day of the current period.
  package var periodStart: CalendarDay?
  /// Instant at which the counter starts again; nil when unmetered.
  package var resetsAt: Date?
  /// When the figures were fetched.
  package var fetchedAt: Date
  /// Where the plan lives.
  package var context: GatewayContext

  /// Makes a usage.
  package init(
    plan: PlanReference, keyId: KeyID, keyName: String, quota: Quota?, days: [UsageDay],
    used: Int, remaining: Int?, percent: Double?, isAdjusted: Bool, forecast: Forecast,
    periodStart: CalendarDay? = nil, resetsAt: Date? = nil, fetchedAt: Date,
    context: GatewayContext
  ) {
    self.plan = plan
    self.keyId = keyId
    self.keyName = keyName
    self.quota = quota
    self.days = days
    self.used = used
    self.remaining = remaining
    self.percent = percent
    self.isAdjusted = isAdjusted
    self.forecast = forecast
    self.periodStart = periodStart
    self.resetsAt = resetsAt
    self.fetchedAt = fetchedAt
    self.context = context
  }
}
