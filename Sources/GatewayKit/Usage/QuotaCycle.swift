/// On which days a quota's counter starts again.
///
/// What `offset` means is not settled (a day of the week or month, say the ranges that the service
/// accepts; a number of requests, says its text), so it is not used: the days on which `remaining`
/// jumped back tell where the period begins, and the calendar stands in where none did.
package struct QuotaCycle: Hashable, Sendable {
  /// The span.
  package let period: QuotaPeriod
  /// `WEEK`: day of the week, 0 for Monday. `MONTH`: day of the month, from 1. `DAY`: 0.
  package let phase: Int
  /// True when a jump of `remaining` told it; false when it is the calendar's.
  package let isInferred: Bool

  /// The calendar's cycle: weeks from Monday, months from their first day.
  package init(calendar period: QuotaPeriod) {
    self.init(period: period, phase: Self.calendarPhase(period), isInferred: false)
  }

  private init(period: QuotaPeriod, phase: Int, isInferred: Bool) {
    self.period = period
    self.phase = phase
    self.isInferred = isInferred
  }

  /// The cycle that the days of a plan's keys tell.
  ///
  /// Each key votes for the days on which its counter went back to the limit, and against those of
  /// the same phase on which it did not although it could have been seen. A quota that somebody set
  /// to the full limit by hand looks like a reset, so the calendar wins where votes are even.
  package init(quota: Quota, series: some Sequence<[UsageDay]>) {
    guard quota.period != .day else {
      self.init(calendar: .day)
      return
    }
    var votes: [Int: Int] = [:]
    var looks: [Int: Int] = [:]
    for days in series {
      for (before, day) in zip(days, days.dropFirst()) {
        // Only a counter that was not full the day before can be seen to start again.
        guard day.date == before.date + 1, before.remaining < quota.limit, day.used < quota.limit
        else { continue }
        let phase = Self.phase(of: day.date, quota.period)
        looks[phase, default: 0] += 1
        if day.remaining + day.used == quota.limit { votes[phase, default: 0] += 1 }
      }
    }
    let calendar = Self.calendarPhase(quota.period)
    func score(_ phase: Int) -> Int {
      let yes = votes[phase] ?? 0
      let no = (looks[phase] ?? 0) - yes
      return 2 * (yes - no) + (phase == calendar ? 1 : 0)
    }
    let best = votes.keys.max { (score($0), $1) < (score($1), $0) }
    guard let best, score(best) > score(calendar) || best == calendar else {
      self.init(calendar: quota.period)
      return
    }
    self.init(period: quota.period, phase: best, isInferred: true)
  }

  /// The first day of the period that a day belongs to.
  package func start(containing day: CalendarDay) -> CalendarDay {
    switch period {
    case .day:
      return day
    case .week:
      return day - ((day.weekday - phase) % 7 + 7) % 7
    case .month:
      let (year, month, _) = day.parts
      let start = Self.day(phase, ofMonth: month, year: year)
      guard day < start else { return start }
      return month == 1
        ? Self.day(phase, ofMonth: 12, year: year - 1)
        : Self.day(phase, ofMonth: month - 1, year: year)
    }
  }

  /// The first day of the period after the one that begins on a day.
  package func next(after start: CalendarDay) -> CalendarDay {
    switch period {
    case .day:
      return start + 1
    case .week:
      return start + 7
    case .month:
      let (year, month, _) = start.parts
      return month == 12
        ? Self.day(phase, ofMonth: 1, year: year + 1)
        : Self.day(phase, ofMonth: month + 1, year: year)
    }
  }

  private static func calendarPhase(_ period: QuotaPeriod) -> Int { period == .month ? 1 : 0 }

  private static func phase(of day: CalendarDay, _ period: QuotaPeriod) -> Int {
    switch period {
    case .day: 0
    case .week: day.weekday
    case .month: day.parts.day
    }
  }

  /// A day of a month, or its last one where the month is shorter.
  private static func day(_ day: Int, ofMonth month: Int, year: Int) -> CalendarDay {
    let first = CalendarDay(year: year, month: month, day: 1)
    let following =
      month == 12
      ? CalendarDay(year: year + 1, month: 1, day: 1)
      : CalendarDay(year: year, month: month + 1, day: 1)
    return first + min(day - 1, following.number - first.number - 1)
  }
}
