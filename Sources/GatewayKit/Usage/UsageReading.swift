package import Foundation

/// Turns the daily figures of a plan's keys into what people are told.
package struct UsageReading: Sendable {
  /// The plan.
  package let plan: UsagePlan
  /// The quota's cycle; nil when the plan has none.
  package let cycle: QuotaCycle?
  /// The day that figures are about: today, or the last one asked for.
  package let asOf: CalendarDay
  /// Now, or the end of ``asOf`` where that lies in the past.
  package let now: Date
  /// The days that were asked for.
  package let shown: ClosedRange<CalendarDay>

  /// Makes a reading of a plan's series, from which the reset day is inferred.
  package init(
    plan: UsagePlan, series: some Sequence<[UsageDay]>, shown: ClosedRange<CalendarDay>, now: Date
  ) {
    self.plan = plan
    self.shown = shown
    let today = CalendarDay(now)
    asOf = min(today, shown.upperBound)
    self.now = min(now, (asOf + 1).start)
    cycle = plan.quota.map { QuotaCycle(quota: $0, series: series) }
  }

  /// The first day to ask the service for, so that the period, the reset before it and two weeks of
  /// rhythm can be seen; never more than 90 days back.
  package static func firstDay(
    for request: UsageRequest, today: CalendarDay
  ) -> CalendarDay {
    let asOf = min(today, request.to)
    let reach =
      switch request.plan.quota?.period {
      case .month: 32
      case .week, .day, nil: 14
      }
    return max(min(request.from, asOf - reach), request.to - UsageRequest.longestSpan)
  }

  /// What one key has used.
  ///
  /// - Parameters:
  ///   - keyId: the key's id.
  ///   - name: the key's name; empty when it is not known.
  ///   - days: all days that were fetched, oldest first; those outside ``shown`` count for the period
  ///     and the forecast only.
  ///   - fetchedAt: when they were fetched.
  /// - Returns: the figures.
  package func usage(
    of keyId: KeyID, name: String, days: [UsageDay], fetchedAt: Date
  ) -> KeyUsage {
    let known = days.filter { $0.date <= asOf }
    let visible = days.filter { shown.contains($0.date) }
    guard let quota = plan.quota, let cycle else {
      return KeyUsage(
        plan: plan.reference, keyId: keyId, keyName: name, quota: nil, days: visible,
        used: visible.reduce(0) { $0 + $1.used }, remaining: nil, percent: nil, isAdjusted: false,
        forecast: Forecast(state: .unmetered), fetchedAt: fetchedAt, context: plan.context)
    }
    let start = cycle.start(containing: asOf)
    let reset = cycle.next(after: start).start
    let current = known.filter { $0.date >= start }
    let used = current.reduce(0) { $0 + $1.used }
    let remaining = max(0, current.last?.remaining ?? quota.limit)
    return KeyUsage(
      plan: plan.reference, keyId: keyId, keyName: name, quota: quota, days: visible,
      used: used, remaining: remaining,
      percent: Self.percent(used: used, remaining: remaining, limit: quota.limit),
      isAdjusted: Self.isAdjusted(current, limit: quota.limit, start: start),
      forecast: Forecast(
        days: known, remaining: remaining, periodStart: start, resetsAt: reset, now: now),
      periodStart: start, resetsAt: reset, fetchedAt: fetchedAt, context: plan.context)
  }

  /// How much of a quota is gone, in percent; over 100 when more was used than the limit.
  package static func percent(used: Int, remaining: Int, limit: Int) -> Double {
    guard remaining > 0 else {
      return limit > 0 ? max(100, 100 * Double(used) / Double(limit)) : 100
    }
    // The same as 100 × (1 − remaining ÷ whole), with one rounding less.
    let whole = max(limit, used + remaining)
    return 100 * Double(whole - remaining) / Double(whole)
  }

  /// True when what remains changed by something that neither use nor a reset explains.
  package static func isAdjusted(_ period: [UsageDay], limit: Int, start: CalendarDay) -> Bool {
    var expected: Int? = period.first?.date == start ? limit : nil
    var previous: CalendarDay?
    for day in period {
      // After a gap nobody knows what was used meanwhile.
      if let previous, day.date != previous + 1 { expected = nil }
      if let expected, day.remaining != max(0, expected - day.used) { return true }
      expected = day.remaining
      previous = day.date
    }
    return false
  }
}
