import AWSClient

extension LeakDetailRun {
  /// Days that AWS keeps, today included.
  private static let days = 90

  /// What the plans counted for the key.
  func tellExposure(_ plans: [UsagePlan]) async throws {
    let today = CalendarDay(session.clock.date())
    let first = today - (Self.days - 1)
    var used: [CalendarDay: Int] = [:]
    for plan in plans {
      guard hasTime else {
        tell(.note("The usage of some plans was not read; the counts are too low."))
        break
      }
      var pages: [UsageRecord] = []
      var position: String?
      repeat {
        let page = try await session.api.getUsage(
          plan: plan.id.wire, startDate: first.description, endDate: today.description,
          key: key.id.wire, position: position, lane: .interactive
        ).value
        pages.append(page)
        position = page.position
      } while position != nil
      for day in UsageSeries.merge(pages, from: first)[key.id.wire] ?? [] {
        used[day.date, default: 0] += day.used
      }
    }
    let days = used.sorted { $0.key < $1.key }.map {
      LeakDetail.Exposure.Day(date: $0.key, used: $0.value)
    }
    tell(.exposure(LeakDetail.Exposure(days: days, today: today)))
  }
}

extension LeakDetail.Exposure {
  /// Sums days up and remarks on today.
  init(days: [Day], today: CalendarDay) {
    self.init(
      today: days.last { $0.date == today }?.used ?? 0,
      ninetyDays: days.reduce(0) { $0 + $1.used }, days: days,
      remark: Self.remark(days, today: today))
  }

  /// A sentence when today is unlike the 28 days before it.
  static func remark(_ days: [Day], today: CalendarDay) -> String? {
    let used = days.last { $0.date == today }?.used ?? 0
    let before = days.filter { $0.date < today && $0.date >= today - 28 }
    if used > 0, let last = days.last(where: { $0.date < today && $0.used > 0 }) {
      let pause = today.number - last.date.number
      if pause > 7 { return "Used today for the first time in \(pause) days." }
    }
    guard before.count >= 7 else { return nil }
    let most = before.map(\.used).max() ?? 0
    let mean = Double(before.reduce(0) { $0 + $1.used }) / Double(before.count)
    if used > most, Double(used) > mean * 1.5 {
      return most == 0
        ? "Used today, and not on the \(before.count) days before."
        : "More than on any of the \(before.count) days before: the busiest had \(most)."
    }
    return nil
  }
}
