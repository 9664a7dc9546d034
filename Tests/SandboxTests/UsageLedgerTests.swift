import Testing

@testable import Sandbox

@Suite("Counting usage")
struct UsageLedgerTests {
  private typealias Day = UsageLedger.Day
  /// 2026-03-18, a Wednesday.
  private let today = 20_530
  private let traffic = Traffic(seed: 7, daily: 100, rhythm: .machine, from: 0)

  private func meter(
    traffic: Traffic? = nil, spans: [Meter.Span] = [Meter.Span(from: 0, to: nil)],
    grants: [Meter.Grant] = []
  ) -> Meter {
    Meter(plan: "p", key: "k", traffic: traffic, spans: spans, grants: grants)
  }

  private func key(_ switches: [APIKey.Switch] = []) -> APIKey {
    APIKey(
      id: "k", serial: 1, value: "v", enabled: switches.last?.enabled ?? true, created: 0,
      updated: 0, switches: switches)
  }

  private func days(
    _ meter: Meter, quota: Quota?, key: APIKey? = nil, from: Int, to: Int, now: Double? = nil
  ) -> [Day] {
    var ledger = UsageLedger(
      meter: meter, key: key ?? self.key(), quota: quota,
      now: now ?? CivilDay.start(of: today) + 86_400)
    return ledger.days(from: from, to: to)
  }

  @Test("Remaining runs down within a week and starts anew on Monday")
  func week() {
    let monday = today - 2
    let asked = (monday - 7..<today).map { traffic.demand(on: $0) }
    let found = days(
      meter(traffic: traffic), quota: Quota(limit: 10_000, period: .week), from: monday - 7,
      to: today - 1)
    var wanted: [Day] = []
    var left = 10_000
    for (index, used) in asked.enumerated() {
      if index % 7 == 0 { left = 10_000 }
      left -= used
      wanted.append(Day(used: used, remaining: left))
    }
    #expect(found == wanted)
  }

  @Test("A range that begins within a period knows what went before")
  func partOfPeriod() {
    let whole = days(
      meter(traffic: traffic), quota: Quota(limit: 5_000, period: .month), from: today - 17,
      to: today)
    let part = days(
      meter(traffic: traffic), quota: Quota(limit: 5_000, period: .month), from: today - 4,
      to: today)
    #expect(whole.first?.remaining == 5_000 - traffic.demand(on: today - 17))
    #expect(part == Array(whole.suffix(5)))
  }

  @Test("A quota that is used up stops the traffic, but for what slips through")
  func exhausted() {
    let found = days(
      meter(traffic: traffic), quota: Quota(limit: 250, period: .month), from: today - 17,
      to: today - 10)
    let total = found.reduce(0) { $0 + $1.used }
    #expect(total >= 250 && total <= 251)
    #expect(
      found.suffix(4) == [Day(used: 0, remaining: 0)][...]
        + Array(repeating: Day(used: 0, remaining: 0), count: 3))
  }

  @Test("A grant holds from its moment to the end of the period")
  func grant() {
    let at = CivilDay.start(of: today - 1) + 43_200
    let found = days(
      meter(traffic: traffic, grants: [Meter.Grant(at: at, remaining: 7_000)]),
      quota: Quota(limit: 1_000, period: .week), from: today - 2, to: today + 5)
    let monday = traffic.demand(on: today - 2)
    let tuesday = traffic.demand(on: today - 1)
    let afternoon = tuesday - traffic.demand(on: today - 1, upTo: 0.5)
    let wednesday = traffic.demand(on: today)
    #expect(
      found == [
        Day(used: monday, remaining: 1_000 - monday),
        Day(used: tuesday, remaining: 7_000 - afternoon),
        Day(used: wednesday, remaining: 7_000 - afternoon - wednesday),
        Day(used: 0, remaining: 7_000 - afternoon - wednesday),
        Day(used: 0, remaining: 7_000 - afternoon - wednesday),
        Day(used: 0, remaining: 7_000 - afternoon - wednesday),
        Day(used: 0, remaining: 7_000 - afternoon - wednesday),
        Day(used: 0, remaining: 1_000),
      ])
  }

  @Test("No traffic while the key is disabled or outside the plan")
  func silence() {
    let noon = CivilDay.start(of: today - 1) + 43_200
    let off = days(
      meter(traffic: traffic), quota: nil, key: key([APIKey.Switch(at: noon, enabled: false)]),
      from: today - 2, to: today)
    let morning = traffic.demand(on: today - 1, upTo: 0.5)
    let wanted = [
      Day(used: traffic.demand(on: today - 2), remaining: 0), Day(used: morning, remaining: 0),
      Day(used: 0, remaining: 0),
    ]
    #expect(off == wanted)
    let left = days(
      meter(traffic: traffic, spans: [Meter.Span(from: 0, to: noon)]), quota: nil,
      from: today - 2, to: today)
    #expect(left == wanted)
    let back = days(
      meter(
        traffic: traffic,
        spans: [
          Meter.Span(from: 0, to: noon), Meter.Span(from: CivilDay.start(of: today), to: nil),
        ]), quota: nil, from: today - 2, to: today)
    #expect(
      back == wanted.dropLast() + [Day(used: traffic.demand(on: today), remaining: 0)])
  }

  @Test("Today grows with the time of day and never shrinks")
  func today_() {
    let start = CivilDay.start(of: today)
    var last = 0
    for minute in stride(from: 0, through: 1_440, by: 10) {
      let used = days(
        meter(traffic: traffic), quota: nil, from: today, to: today,
        now: start + Double(minute) * 60)[0].used
      #expect(used >= last)
      last = used
    }
    #expect(last == traffic.demand(on: today))
  }

  @Test(
    "Where periods begin",
    arguments: [
      ("2026-03-18", Quota(limit: 1, period: .day), "2026-03-18"),
      ("2026-03-18", Quota(limit: 1, period: .week), "2026-03-16"),
      ("2026-03-16", Quota(limit: 1, period: .week), "2026-03-16"),
      ("2026-03-18", Quota(limit: 1, offset: 3, period: .week), "2026-03-12"),
      ("2026-03-18", Quota(limit: 1, period: .month), "2026-03-01"),
      ("2026-03-18", Quota(limit: 1, offset: 17, period: .month), "2026-03-18"),
      ("2026-03-18", Quota(limit: 1, offset: 18, period: .month), "2026-02-19"),
      ("2026-01-02", Quota(limit: 1, offset: 27, period: .month), "2025-12-28"),
    ])
  func periods(day: String, quota: Quota, start: String) throws {
    let number = try #require(CivilDay.number(day))
    #expect(CivilDay.text(CivilDay.periodStart(of: number, quota: quota)) == start)
  }
}
