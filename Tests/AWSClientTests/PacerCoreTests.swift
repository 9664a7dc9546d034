import TestSupport
import Testing

@testable import AWSClient

@Suite("Pacer, its decisions")
struct PacerCoreTests {
  /// A departure as the test saw it.
  struct Departure {
    var time: Double
    var ticket: PacerCore.Ticket
    var lane: Lane
    var limit: SubLimit
  }

  /// Drives a core through time as a shell with a perfect alarm would.
  struct Driver {
    var core: PacerCore
    var now = 0.0
    var kinds: [PacerCore.Ticket: (Lane, SubLimit)] = [:]
    var departures: [Departure] = []

    init(limits: PacerLimits = PacerLimits()) {
      core = PacerCore(limits: limits, now: 0)
    }

    @discardableResult
    mutating func enqueue(_ lane: Lane, _ limit: SubLimit = .none) -> PacerCore.Ticket {
      let (ticket, leaving) = core.enqueue(lane, limit, now: now)
      kinds[ticket] = (lane, limit)
      note(leaving)
      return ticket
    }

    mutating func advance(to time: Double) {
      while let wake = core.wakeTime, wake <= time {
        #expect(wake >= now - 1e-9)
        now = max(now, wake)
        let before = departures.count
        note(core.tick(now: now))
        // An alarm that wakes nobody would make the shell spin.
        #expect(departures.count > before, "woke for nothing at \(now)")
        guard departures.count > before else { return }
      }
      now = max(now, time)
    }

    mutating func note(_ leaving: [PacerCore.Ticket]) {
      for ticket in leaving {
        guard let kind = kinds[ticket] else { continue }
        departures.append(
          Departure(time: now, ticket: ticket, lane: kind.0, limit: kind.1))
      }
    }

    /// Runs until nobody waits.
    mutating func drain() {
      while let wake = core.wakeTime, departures.count < 100_000 { advance(to: wake) }
    }
  }

  /// Checks that in no window more left than a burst and a rate allow.
  private func expectWithin(
    _ times: [Double], burst: Double, rate: Double, _ comment: Comment
  ) {
    for first in times.indices {
      for last in first..<times.count {
        let allowed = burst + rate * (times[last] - times[first])
        guard Double(last - first + 1) > allowed + 1e-6 else { continue }
        Issue.record("\(comment): \(last - first + 1) requests in \(times[last] - times[first]) s")
        return
      }
    }
  }

  @Test("Never over the documented rates, in any window, over random schedules", arguments: 0..<40)
  func documentedRates(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var driver = Driver()
    var waiting: [PacerCore.Ticket] = []
    for _ in 0..<250 {
      switch Int.random(in: 0..<12, using: &random) {
      case 0: driver.advance(to: driver.now + .random(in: 0...30, using: &random))
      case 1...4: driver.advance(to: driver.now + .random(in: 0...0.5, using: &random))
      case 5:
        if let ticket = waiting.randomElement(using: &random) {
          driver.note(driver.core.cancel(ticket, now: driver.now))
        }
      case 6:
        if Int.random(in: 0..<4, using: &random) == 0 {
          driver.note(driver.core.throttled(.none, now: driver.now))
        }
      default:
        for _ in 0..<Int.random(in: 1...15, using: &random) {
          let lane = Lane.allCases.randomElement(using: &random) ?? .bulk
          let limit = SubLimit.allCases.randomElement(using: &random) ?? .none
          waiting.append(driver.enqueue(lane, Bool.random(using: &random) ? .none : limit))
        }
      }
    }
    driver.drain()
    let all = driver.departures
    #expect(all.count > 50)
    expectWithin(all.map(\.time), burst: 40, rate: 10, "account")
    for limit in SubLimit.allCases where limit != .none {
      let times = all.filter { $0.limit == limit }.map(\.time)
      for (earlier, later) in zip(times, times.dropFirst()) {
        #expect(later - earlier >= limit.documentedSpacing, "\(limit)")
      }
    }
    let background = all.filter { $0.lane == .background }.map(\.time)
    expectWithin(background, burst: 20, rate: 5, "background")
    let slow = all.filter { $0.lane == .background || $0.lane == .bulk }.map(\.time)
    expectWithin(slow, burst: 32, rate: 8, "bulk and background")
    for lane in Lane.allCases {
      for limit in SubLimit.allCases {
        let tickets = all.filter { $0.lane == lane && $0.limit == limit }.map(\.ticket)
        #expect(tickets == tickets.sorted(), "first come, first served in \(lane) \(limit)")
      }
    }
  }

  @Test(
    "The rate still holds when the network delays each request by up to 200 ms", arguments: 0..<20)
  func bunching(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var driver = Driver()
    for _ in 0..<200 { driver.enqueue(.interactive) }
    driver.drain()
    let arrivals = driver.departures
      .map { $0.time + Double.random(in: 0...0.2, using: &random) }.sorted()
    expectWithin(arrivals, burst: 40, rate: 10, "at the service")
  }

  @Test("An emergency behind 200 queued background requests leaves at once")
  func emergencyBehindBackground() {
    var driver = Driver()
    for _ in 0..<200 { driver.enqueue(.background) }
    let queued = driver.core.figures(now: 0).waiting
    #expect(queued > 150)
    let emergency = driver.enqueue(.emergency)
    #expect(driver.departures.last?.ticket == emergency)
    #expect(driver.core.figures(now: 0).waiting == queued)
  }

  @Test("An emergency leaves with the next token, whatever waits")
  func emergencyWhenEmpty() {
    var driver = Driver()
    for lane in [Lane.background, .bulk, .interactive] {
      for _ in 0..<200 { driver.enqueue(lane) }
    }
    let before = driver.departures.count
    driver.advance(to: 0.05)
    #expect(driver.departures.count == before)
    let emergency = driver.enqueue(.emergency)
    driver.advance(to: 0.05 + 1 / 9.5)
    #expect(driver.departures.dropFirst(before).first?.ticket == emergency)
  }

  @Test(
    "A lane alone gets its share of the rate, after its share of the burst",
    arguments: [
      (Lane.emergency, 38, 9.5), (.interactive, 38, 9.5), (.bulk, 30, 7.6),
      (.background, 19, 4.75),
    ])
  func shares(lane: Lane, burst: Int, rate: Double) {
    var driver = Driver()
    for _ in 0..<1500 { driver.enqueue(lane) }
    #expect(driver.departures.count == burst)
    driver.advance(to: 100)
    let after = Double(driver.departures.count - burst)
    #expect(abs(after - rate * 100) <= 1)
  }

  @Test("Under load from above, the lower lanes still get some")
  func noStarvation() {
    var driver = Driver()
    for lane in Lane.allCases where lane != .emergency {
      for _ in 0..<2000 { driver.enqueue(lane) }
    }
    let before = driver.departures.count
    driver.advance(to: 100)
    let later = driver.departures.dropFirst(before)
    let counts = Lane.allCases.map { lane in later.count { $0.lane == lane } }
    #expect(counts[Lane.interactive.rawValue] > 700)
    #expect(counts[Lane.bulk.rawValue] > 80)
    #expect(counts[Lane.background.rawValue] > 40)
  }

  @Test("A request that waits for its own limit holds up no other")
  func ownLimit() {
    var driver = Driver()
    let first = driver.enqueue(.interactive, .updateUsagePlan)
    let second = driver.enqueue(.interactive, .updateUsagePlan)
    let other = driver.enqueue(.interactive)
    #expect(driver.departures.map(\.ticket) == [first, other])
    #expect(abs(driver.core.expectedWait(second, now: 0) - 20 / 0.95) < 1e-6)
    let third = driver.enqueue(.interactive, .updateUsagePlan)
    #expect(abs(driver.core.expectedWait(third, now: 0) - 40 / 0.95) < 1e-6)
    driver.drain()
    #expect(driver.departures.map(\.ticket) == [first, other, second, third])
  }

  @Test("The last plan update of an earlier process counts")
  func remembered() {
    var driver = Driver()
    driver.core.remember(.updateUsagePlan, leftAt: -5)
    let ticket = driver.enqueue(.interactive, .updateUsagePlan)
    #expect(driver.departures.isEmpty)
    #expect(abs(driver.core.expectedWait(ticket, now: 0) - (20 / 0.95 - 5)) < 1e-6)
    driver.drain()
    #expect(abs((driver.departures.first?.time ?? 0) - (20 / 0.95 - 5)) < 1e-6)
  }

  @Test("A cancelled request frees its place")
  func cancellation() {
    var driver = Driver()
    for _ in 0..<38 { driver.enqueue(.interactive) }
    let gone = driver.enqueue(.interactive)
    let next = driver.enqueue(.interactive)
    driver.note(driver.core.cancel(gone, now: 0))
    #expect(driver.core.figures(now: 0).waiting == 1)
    driver.advance(to: 1 / 9.5 + 1e-9)
    #expect(driver.departures.last?.ticket == next)
    #expect(!driver.core.isWaiting(gone))
  }

  @Test("A 429 empties and halves the bucket for all but emergencies; it recovers each second")
  func slowDown() {
    var driver = Driver()
    driver.note(driver.core.throttled(.none, now: 0))
    let slowed = driver.core.figures(now: 0)
    #expect(slowed == BudgetFigures(allowedPerSecond: 5, isSlowed: true))
    for _ in 0..<300 { driver.enqueue(.interactive) }
    #expect(driver.departures.isEmpty)
    driver.advance(to: 0.1)
    // Those that were under way at the same time count as one.
    driver.note(driver.core.throttled(.none, now: 0.1))
    #expect(driver.core.figures(now: 0.1).allowedPerSecond > 5)
    driver.advance(to: 4)
    // 4.75 a second and a quarter more each second: 4 * 4.75 + 0.25 * 16 / 2 = 21.
    #expect(driver.departures.count == 21)
    #expect(driver.core.figures(now: 4).isSlowed)
    let early = driver.core.takesRecovery(now: 4)
    #expect(!early)
    driver.advance(to: 19)
    let took = [driver.core.takesRecovery(now: 19), driver.core.takesRecovery(now: 19)]
    #expect(took == [true, false])
    let recovered = driver.core.figures(now: 19)
    #expect(recovered.allowedPerSecond == 10)
    #expect(!recovered.isSlowed)
    driver.note(driver.core.throttled(.none, now: 19))
    driver.note(driver.core.throttled(.none, now: 21))
    #expect(driver.core.figures(now: 21).allowedPerSecond < 3)
  }

  @Test("An emergency goes at the documented rate however slow the others are")
  func emergencyWhenSlowed() {
    var driver = Driver()
    for second in 0..<20 { driver.note(driver.core.throttled(.none, now: Double(second) * 1.5)) }
    driver.advance(to: 28.5)
    for _ in 0..<60 { driver.enqueue(.emergency) }
    #expect(driver.departures.count == 38)
    driver.enqueue(.interactive)
    driver.advance(to: 29.5)
    #expect(driver.departures.count { $0.lane == .emergency } == 38 + 9)
    #expect(driver.departures.count { $0.lane == .interactive } == 0)
  }

  @Test("A slowed bucket holds no more than what comes in within a second")
  func slowedBurst() {
    var driver = Driver()
    driver.note(driver.core.throttled(.none, now: 0))
    driver.advance(to: 8)
    // 4.75 a second and a quarter more for each of eight.
    for _ in 0..<40 { driver.enqueue(.interactive) }
    #expect(driver.departures.count == 6)
  }

  @Test("Throttling never slows below the floor")
  func floor() {
    var driver = Driver()
    for second in 0..<20 { driver.note(driver.core.throttled(.none, now: Double(second) * 1.5)) }
    #expect(driver.core.figures(now: 28.5).allowedPerSecond >= 0.5)
  }

  @Test("A 429 of an operation with a limit of its own starts its spacing again")
  func throttledOperation() {
    var driver = Driver()
    driver.note(driver.core.throttled(.updateUsagePlan, now: 0))
    driver.enqueue(.interactive, .updateUsagePlan)
    driver.drain()
    #expect(abs((driver.departures.first?.time ?? 0) - 20 / 0.95) < 1e-6)
  }

  @Test("The figures count the last second and those that wait")
  func figures() {
    var driver = Driver()
    for _ in 0..<40 { driver.enqueue(.interactive) }
    #expect(driver.core.figures(now: 0) == BudgetFigures(usedLastSecond: 38, waiting: 2))
    driver.advance(to: 0.5)
    #expect(driver.core.figures(now: 0.5) == BudgetFigures(usedLastSecond: 40))
    #expect(driver.core.figures(now: 1.001) == BudgetFigures(usedLastSecond: 2))
  }

  @Test("A bucket says exactly when it will hold a token, slowed or not", arguments: 0..<50)
  func bucketForecast(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var bucket = TokenBucket(capacity: 40, rate: 9.5, recovery: 0.25, now: 0)
    var now = 0.0
    for _ in 0..<100 {
      if Int.random(in: 0..<10, using: &random) == 0 { bucket.slow(by: 0.5, floor: 0.5) }
      let wait = bucket.wait()
      now += wait
      bucket.fill(now: now)
      #expect(bucket.hasToken)
      #expect(wait == 0 || bucket.tokens < 1 + 1e-6)
      bucket.take()
    }
  }

  @Test("Ten thousand waiting requests are no burden")
  func many() {
    var driver = Driver()
    for _ in 0..<10_000 { driver.enqueue(.bulk) }
    #expect(driver.core.figures(now: 0).waiting == 10_000 - 30)
    let last = driver.enqueue(.bulk)
    #expect(abs(driver.core.expectedWait(last, now: 0) - (10_001 - 30.4) / 7.6) < 1e-3)
  }
}
