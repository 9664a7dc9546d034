import Testing

@testable import Sandbox

@Suite("Invented calls")
struct DemoCallsTests {
  private static let noon = 1_773_835_200.0
  private static let today = 20_530

  private struct DayOfKey: Hashable {
    var key: String
    var day: Int
  }

  private func state(keys: Int = 36) -> AccountState {
    DemoData(SandboxOptions(keys: keys, plans: 9), now: Self.noon).state()
  }

  /// Calls of the stages of one environment, by key and day, served ones first.
  private func calls(
    _ environment: String, of state: AccountState, now: Double = noon
  ) -> [LogEvent] {
    var events: [LogEvent] = []
    for group in LogGroup.all(in: state) where group.name.hasSuffix("/" + environment) {
      var calls = DemoCalls(group: group, state: state, now: now)
      events += calls.events(from: 0, to: Int(now * 1000) + 1)
    }
    return events
  }

  @Test("As many served calls of each key and day as its usage says", arguments: [0, 3600.5])
  func agreement(later: Double) throws {
    let state = state()
    let now = Self.noon + later
    var found: [DayOfKey: Int] = [:]
    for event in calls("stg", of: state, now: now) where ![403, 429].contains(event.record.status) {
      let key = try #require(event.record.keyID)
      found[DayOfKey(key: key, day: event.place.at / 86_400_000), default: 0] += 1
    }
    var wanted: [DayOfKey: Int] = [:]
    for plan in state.plans.newestFirst where plan.tags["env"] == "stg" {
      for key in state.meteredKeys(of: plan.id) {
        let meter = try #require(state.meter(plan: plan.id, key: key))
        var ledger = state.ledger(of: meter, quota: plan.quota, now: now)
        for (index, day) in ledger.days(from: Self.today - 2, to: Self.today).enumerated()
        where day.used > 0 {
          wanted[DayOfKey(key: key, day: Self.today - 2 + index)] = day.used
        }
      }
    }
    #expect(found == wanted)
    #expect(found.count > 8)
  }

  @Test("A window shows what the whole shows of it, and places are different")
  func windows() throws {
    let state = state()
    let group = try #require(
      LogGroup.all(in: state).first { $0.name == "/apigateway/orders-api/stg" })
    var calls = DemoCalls(group: group, state: state, now: Self.noon)
    let whole = calls.events(from: 0, to: .max).sorted { $0.place < $1.place }
    var parts: [LogEvent] = []
    var at = calls.beginning
    while at < Int(Self.noon * 1000) + 1 {
      parts += calls.events(from: at, to: at + 3_599_999).sorted { $0.place < $1.place }
      at += 3_600_000
    }
    #expect(parts == whole)
    #expect(zip(whole, whole.dropFirst()).allSatisfy { $0.place < $1.place })
    #expect(Set(whole.map(\.record.requestID)).count == whole.count)
  }

  @Test("One stage has one caller, a distribution; one key has a second caller since yesterday")
  func scenes() throws {
    let state = state()
    let group = try #require(
      LogGroup.all(in: state).first { $0.name == "/apigateway/billing-api/stg" })
    var calls = DemoCalls(group: group, state: state, now: Self.noon)
    let distributed = calls.events(from: 0, to: .max)
    #expect(Set(distributed.map(\.record.userAgent)) == ["Amazon CloudFront"])
    #expect(Set(distributed.map(\.record.keyID)).count == 1)
    let strange = self.calls("prod", of: state).filter {
      $0.record.sourceIp == DemoCaller.stranger.address
    }
    #expect(Set(strange.map(\.record.keyID)).count == 1)
    let since = try #require(strange.map(\.place.at).min())
    #expect(since >= Int(CivilDay.start(of: Self.today - 1)) * 1000)
    #expect(strange.allSatisfy { $0.record.userAgent == "python-requests/2.31.0" })
  }

  @Test("Calls after the end of a quota are 429, calls with a disabled key 403, and both are told")
  func refusals() throws {
    let events = calls("prod", of: state()) + calls("stg", of: state())
    let types = Set(events.compactMap(\.record.responseType))
    #expect(types == ["QUOTA_EXCEEDED", "INVALID_API_KEY"])
    let statuses = Set(events.filter { $0.record.responseType != nil }.map(\.record.status))
    #expect(statuses == [403, 429])
  }
}
