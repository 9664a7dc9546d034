import Foundation
import GatewayKit
import Testing

@Suite struct UsageTests {
  static let context = GatewayContext(profile: "prod", region: "eu-central-1")

  static func day(_ text: String) -> CalendarDay { CalendarDay(text) ?? CalendarDay(number: 0) }

  static func plan(_ quota: Quota?) -> UsagePlan {
    UsagePlan(id: PlanID("p1"), name: "basic", quota: quota, context: context)
  }

  /// Days from a first one on; what remains follows from the use, with resets on given days.
  static func days(
    _ first: String, _ used: [Int], limit: Int, resets: [String] = [], left: Int? = nil
  ) -> [UsageDay] {
    var remaining = left ?? limit
    return used.enumerated().map { index, count in
      let date = day(first) + index
      if resets.contains(date.description) { remaining = limit }
      remaining = max(0, remaining - count)
      return UsageDay(date: date, used: count, remaining: remaining)
    }
  }

  static func usage(
    _ days: [UsageDay], _ quota: Quota?, from: String, to: String, now: String, hour: Double = 12
  ) -> KeyUsage {
    let reading = UsageReading(
      plan: plan(quota), series: [days], shown: day(from)...day(to),
      now: day(now).start + hour * 3600)
    return reading.usage(of: KeyID("k1"), name: "acme", days: days, fetchedAt: day(now).start)
  }

  @Test func percentFollowsTheContract() {
    let table: [(used: Int, remaining: Int, limit: Int, percent: Double)] = [
      (0, 1_000, 1_000, 0), (250, 750, 1_000, 25), (1_000, 0, 1_000, 100),
      (1_203, 0, 1_000, 120.3), (500, 1_000, 1_000, 100 * 500.0 / 1_500),
      (10, 0, 1_000, 100), (0, 0, 0, 100), (5, 5, 0, 50),
    ]
    for row in table {
      #expect(
        UsageReading.percent(used: row.used, remaining: row.remaining, limit: row.limit)
          == row.percent, "\(row)")
    }
  }

  @Test func aMonthCountsFromItsFirstDay() {
    let quota = Quota(limit: 1_000, period: .month)
    let days = Self.days(
      "2026-10-28", [10, 10, 10, 10] + Array(repeating: 20, count: 21), limit: 1_000,
      resets: ["2026-11-01"])
    let usage = Self.usage(days, quota, from: "2026-11-08", to: "2026-11-21", now: "2026-11-21")
    #expect(usage.periodStart == Self.day("2026-11-01"))
    #expect(usage.resetsAt == Self.day("2026-12-01").start)
    #expect(usage.used == 420)
    #expect(usage.remaining == 580)
    #expect(usage.percent == 42)
    #expect(!usage.isAdjusted)
    #expect(usage.days.count == 14)
    #expect(usage.days.first?.date == Self.day("2026-11-08"))
  }

  @Test func theResetDayIsInferredFromTheJump() {
    let quota = Quota(limit: 1_000, offset: 9, period: .month)
    let days = Self.days(
      "2026-10-20", Array(repeating: 10, count: 33), limit: 1_000, resets: ["2026-11-10"])
    let usage = Self.usage(days, quota, from: "2026-11-08", to: "2026-11-21", now: "2026-11-21")
    #expect(usage.periodStart == Self.day("2026-11-10"))
    #expect(usage.resetsAt == Self.day("2026-12-10").start)
    #expect(usage.used == 120)
    let weekly = Self.days(
      "2026-11-02", Array(repeating: 10, count: 20), limit: 100,
      resets: ["2026-11-05", "2026-11-12", "2026-11-19"])
    let week = Self.usage(
      weekly, Quota(limit: 100, period: .week), from: "2026-11-08", to: "2026-11-21",
      now: "2026-11-21")
    #expect(week.periodStart == Self.day("2026-11-19"))
    #expect(week.used == 30)
  }

  @Test func aQuotaRaisedByHandIsNoReset() {
    let quota = Quota(limit: 1_000, period: .month)
    var days = Self.days(
      "2026-10-28", Array(repeating: 10, count: 25), limit: 1_000, resets: ["2026-11-01"])
    // On the 15th somebody sets what remains to the full limit.
    for index in days.indices where days[index].date >= Self.day("2026-11-15") {
      days[index].remaining = 1_000 - 10 * (days[index].date.number - Self.day("2026-11-14").number)
    }
    let usage = Self.usage(days, quota, from: "2026-11-08", to: "2026-11-21", now: "2026-11-21")
    #expect(usage.periodStart == Self.day("2026-11-01"))
    #expect(usage.isAdjusted)
    #expect(usage.used == 210)
    #expect(usage.remaining == 930)
    let percent: Double = 100 * 210.0 / 1_140
    #expect(usage.percent == percent)
  }

  @Test func gapsStayGaps() {
    let quota = Quota(limit: 1_000, period: .month)
    var days = Self.days("2026-11-01", Array(repeating: 10, count: 21), limit: 1_000)
    days.removeSubrange(5..<8)
    let usage = Self.usage(days, quota, from: "2026-11-01", to: "2026-11-21", now: "2026-11-21")
    #expect(usage.days.count == 18)
    #expect(!usage.isAdjusted)
    #expect(usage.used == 180)
    #expect(usage.remaining == 790)
  }

  @Test func aKeyWithoutUseHasItsWholeQuota() {
    let usage = Self.usage(
      [], Quota(limit: 500, period: .day), from: "2026-11-08", to: "2026-11-21", now: "2026-11-21")
    #expect(usage.used == 0)
    #expect(usage.remaining == 500)
    #expect(usage.percent == 0)
    #expect(usage.forecast == Forecast(state: .insufficient))
    #expect(usage.resetsAt == Self.day("2026-11-22").start)
  }

  @Test func withoutAQuotaNothingIsMetered() {
    let days = Self.days("2026-11-01", [5, 6, 7], limit: 0)
    let usage = Self.usage(days, nil, from: "2026-11-01", to: "2026-11-21", now: "2026-11-21")
    #expect(usage.used == 18)
    #expect(usage.remaining == nil)
    #expect(usage.percent == nil)
    #expect(usage.forecast == Forecast(state: .unmetered))
  }

  @Test func theFirstDayReachesBackToTheReset() {
    func first(_ quota: Quota?, _ from: String, _ to: String = "2026-11-21") -> String {
      UsageReading.firstDay(
        for: UsageRequest(plan: Self.plan(quota), from: Self.day(from), to: Self.day(to)),
        today: Self.day("2026-11-21")
      ).description
    }
    #expect(first(Quota(limit: 1, period: .month), "2026-11-20") == "2026-10-20")
    #expect(first(Quota(limit: 1, period: .week), "2026-11-20") == "2026-11-07")
    #expect(first(nil, "2026-09-01") == "2026-09-01")
    #expect(first(nil, "2026-08-01") == "2026-08-23")
  }

  @Test func theBoardAsksForEveryPlan() {
    let requests = UsageRequest.board(for: [Self.plan(nil)], today: Self.day("2026-11-21"))
    #expect(
      requests == [
        UsageRequest(
          plan: Self.plan(nil), from: Self.day("2026-11-08"), to: Self.day("2026-11-21"))
      ])
  }
}
