package import Foundation

extension Forecast {
  /// Works out when a quota will be used up.
  ///
  /// Two windows: the seven complete days before today, each weekday expected to repeat itself, and
  /// the last 24 hours, which take over when they run at more than twice the week's pace. Days on
  /// which nothing was left say nothing about demand and are left out.
  ///
  /// - Parameters:
  ///   - days: daily figures, oldest first, of this period and those before it.
  ///   - remaining: what is left now.
  ///   - periodStart: the period's first day.
  ///   - resetsAt: when the counter starts again.
  ///   - now: the instant to forecast from.
  package init(
    days: [UsageDay], remaining: Int, periodStart: CalendarDay, resetsAt: Date, now: Date
  ) {
    guard remaining > 0 else {
      self.init(state: .exhausted, at: Self.exhaustion(days, periodStart)?.start)
      return
    }
    let today = CalendarDay(now)
    let elapsed = min(1, max(0, now.timeIntervalSince(today.start) / 86_400))
    let week = Self.openDays(days).filter { (today - 7..<today).contains($0.date) }
    guard days.count >= 3, !week.isEmpty else {
      self.init(state: .insufficient, basisDays: days.count)
      return
    }
    let mean = Double(week.reduce(0) { $0 + $1.used }) / Double(week.count)
    let recent = Self.last24Hours(days, today: today, elapsed: elapsed)
    let isSurge = recent.map { $0 > 2 * mean } ?? false
    let pace = isSurge ? recent ?? mean : mean
    var rhythm: [Int: Double] = [:]
    if !isSurge { for day in week { rhythm[day.date.weekday] = Double(day.used) } }

    let at = Self.exhaustion(
      of: Double(remaining), from: now, until: resetsAt
    ) { rhythm[$0.weekday] ?? pace }
    self.init(
      state: at == nil ? .ok : .exhausts, at: at, pace: pace,
      basisDays: isSurge ? 1 : week.count)
  }

  /// The instant at which an expected use per day has eaten up what is left; nil when that is not
  /// before the reset.
  private static func exhaustion(
    of remaining: Double, from now: Date, until reset: Date, expected: (CalendarDay) -> Double
  ) -> Date? {
    var left = remaining
    var instant = now
    while instant < reset {
      let day = CalendarDay(instant)
      let end = min((day + 1).start, reset)
      let share = end.timeIntervalSince(instant) / 86_400
      let use = expected(day) * share
      if use > 0, use >= left {
        let at = instant.addingTimeInterval(end.timeIntervalSince(instant) * left / use)
        return at < reset ? at : nil
      }
      left -= use
      instant = end
    }
    return nil
  }

  /// The day on which nothing was left any more; nil when it is not among the days.
  private static func exhaustion(_ days: [UsageDay], _ start: CalendarDay) -> CalendarDay? {
    var found: CalendarDay?
    for day in days.reversed() {
      guard day.date >= start, day.remaining <= 0, found.map({ day.date == $0 - 1 }) ?? true else {
        // A day with something left before it: the day found is the one.
        return day.date < start || day.remaining > 0 ? found : nil
      }
      found = day.date
    }
    return found == start ? found : nil
  }

  /// Days on whose morning something was left, so that callers could use what they wanted.
  private static func openDays(_ days: [UsageDay]) -> [UsageDay] {
    var open: [UsageDay] = []
    var previous: UsageDay?
    for day in days {
      let isBlocked = previous.map { $0.remaining <= 0 && day.remaining <= 0 } ?? false
      if !isBlocked { open.append(day) }
      previous = day
    }
    return open
  }

  /// Requests of the last 24 hours: today's, and of yesterday's the part that lies within them.
  private static func last24Hours(
    _ days: [UsageDay], today: CalendarDay, elapsed: Double
  ) -> Double? {
    let now = days.last { $0.date == today }
    let before = days.last { $0.date == today - 1 }
    guard let before else { return nil }
    guard let now else { return Double(before.used) }
    return Double(now.used) + Double(before.used) * (1 - elapsed)
  }
}
