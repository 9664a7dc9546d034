import Foundation
import GatewayKit
import Testing

@Suite struct ForecastTests {
  static let quota = Quota(limit: 1_000, period: .month)

  static func forecast(
    _ used: [Int], left: Int, now: String = "2026-11-21", hour: Double = 12,
    period: String =
      "2026-11-01", reset: String = "2026-12-01"
  ) -> Forecast {
    let first = UsageTests.day(now) - (used.count - 1)
    var days = used.enumerated().map {
      UsageDay(date: first + $0.offset, used: $0.element, remaining: left + 1)
    }
    if !days.isEmpty { days[days.count - 1].remaining = left }
    return Forecast(
      days: days, remaining: left, periodStart: UsageTests.day(period),
      resetsAt: UsageTests.day(reset).start, now: UsageTests.day(now).start + hour * 3600)
  }

  @Test func twoDaysAreTooFew() {
    #expect(Self.forecast([10, 10], left: 5) == Forecast(state: .insufficient, basisDays: 2))
    #expect(Self.forecast([], left: 5) == Forecast(state: .insufficient))
  }

  @Test func anEvenPaceRunsOutWhenItIsUsedUp() {
    // 24 a day is one an hour; 36 left at noon last for 36 hours.
    let forecast = Self.forecast(Array(repeating: 24, count: 9) + [12], left: 36)
    #expect(forecast.state == .exhausts)
    #expect(forecast.at == UsageTests.day("2026-11-23").start)
    #expect(forecast.pace == 24)
    #expect(forecast.basisDays == 7)
  }

  @Test func aPaceThatLastsUntilTheResetIsWell() {
    let forecast = Self.forecast(Array(repeating: 24, count: 9) + [12], left: 500)
    #expect(forecast == Forecast(state: .ok, pace: 24, basisDays: 7))
  }

  @Test func nobodyCallingLastsForEver() {
    let forecast = Self.forecast(Array(repeating: 0, count: 10), left: 1)
    #expect(forecast == Forecast(state: .ok, pace: 0, basisDays: 7))
  }

  @Test func weekendsRepeatThemselves() {
    // 2026-11-21 is a Saturday. Weekdays 100, weekends 0: the 50 left break on Monday at noon.
    let used = [100, 100, 100, 100, 100, 0, 0, 100, 100, 100, 100, 100, 0]
    let forecast = Self.forecast(used, left: 50)
    #expect(forecast.state == .exhausts)
    #expect(forecast.at == UsageTests.day("2026-11-23").start + 12 * 3600)
  }

  @Test func aSurgeCountsMoreThanTheWeek() {
    // 10 a day, and since this morning 100: the last 24 hours tell.
    let forecast = Self.forecast(Array(repeating: 10, count: 9) + [100], left: 105)
    #expect(forecast.basisDays == 1)
    #expect(forecast.pace == 105)
    #expect(forecast.at == UsageTests.day("2026-11-22").start + 12 * 3600)
  }

  @Test func onTheDayOfTheResetTheLastPeriodTells() {
    let forecast = Self.forecast(
      Array(repeating: 240, count: 9) + [10], left: 990, now: "2026-12-01", hour: 1,
      period: "2026-12-01", reset: "2027-01-01")
    #expect(forecast.state == .exhausts)
    #expect(forecast.pace == 240)
    #expect(forecast.at == UsageTests.day("2026-12-05").start + 4 * 3600)
  }

  @Test func whatIsUsedUpSaysSinceWhen() {
    let days = [(18, 40, 60), (19, 60, 0), (20, 3, 0), (21, 0, 0)].map {
      UsageDay(date: UsageTests.day("2026-11-\($0.0)"), used: $0.1, remaining: $0.2)
    }
    func forecast(_ days: [UsageDay]) -> Forecast {
      Forecast(
        days: days, remaining: 0, periodStart: UsageTests.day("2026-11-01"),
        resetsAt: UsageTests.day("2026-12-01").start,
        now: UsageTests.day("2026-11-21").start + 3600)
    }
    #expect(
      forecast(days) == Forecast(state: .exhausted, at: UsageTests.day("2026-11-19").start))
    // The day on which it ran out is not among the days that are known.
    #expect(forecast(Array(days.dropFirst(2))) == Forecast(state: .exhausted))
  }

  @Test func daysWithoutQuotaSayNothingOfDemand() {
    // Used up on the second of three weeks' days, then raised: the zero days are left out.
    var days = (1...20).map { number in
      UsageDay(
        date: UsageTests.day("2026-11-01") + (number - 1), used: number < 15 ? 50 : 0,
        remaining: number < 14 ? 700 - number * 50 : 0)
    }
    days.append(UsageDay(date: UsageTests.day("2026-11-21"), used: 0, remaining: 25))
    let forecast = Forecast(
      days: days, remaining: 25, periodStart: UsageTests.day("2026-11-01"),
      resetsAt: UsageTests.day("2026-12-01").start, now: UsageTests.day("2026-11-21").start)
    #expect(forecast.state == .exhausts || forecast.state == .insufficient)
    #expect(forecast.pace == nil || forecast.pace == 50)
  }
}
