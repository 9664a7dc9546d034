/// The calls that the invented callers made to the stages of one log group, computed when somebody
/// asks, and in numbers that agree with the usage of each key and day.
struct DemoCalls {
  /// The full days before today that logs go back.
  static let days = 2

  /// About what a line is long, with what CloudWatch Logs adds.
  static let bytesPerLine = 330

  /// A key of a plan that opens one of the group's stages.
  private struct Source {
    var meter: Meter
    var traffic: Traffic
    var key: APIKey
    var quota: Quota?
    var doors: DemoDoors
    var caller: DemoCaller
  }

  private struct DayOfSource: Hashable {
    var source: Int
    var day: Int
  }

  private let sources: [Source]
  private let state: AccountState
  private let now: Double
  private var stretches: [DayOfSource: [UsageLedger.Stretch]] = [:]

  /// Prepares to tell the calls of a group; with keys, only theirs.
  init(group: LogGroup, state: AccountState, now: Double, keys: Set<String>? = nil) {
    self.state = state
    self.now = now
    var sources: [Source] = []
    for plan in state.plans.newestFirst {
      let doors = DemoDoors(plan: plan, group: group, state: state)
      guard doors.leadIntoGroup else { continue }
      for id in state.meteredKeys(of: plan.id).sorted() where keys?.contains(id) ?? true {
        guard let meter = state.meter(plan: plan.id, key: id), let traffic = meter.traffic,
          let key = state.keys[id]
        else { continue }
        sources.append(
          Source(
            meter: meter, traffic: traffic, key: key, quota: plan.quota, doors: doors,
            caller: DemoCaller(traffic)))
      }
    }
    self.sources = sources
  }

  /// When the first calls can have come, in milliseconds since 1970.
  var beginning: Int {
    Int(CivilDay.start(of: CivilDay.number(at: now) - Self.days)) * 1000
  }

  /// About how many bytes the lines of all their calls are; nothing is gone through for it.
  var roughBytes: Int {
    sources.reduce(0) { $0 + Int($1.traffic.daily / 2) * (Self.days + 1) * Self.bytesPerLine }
  }

  /// How many keys may have called.
  var callers: Int { sources.count }

  /// The calls between two times in milliseconds since 1970, both included, in no order.
  mutating func events(from: Int, to: Int) -> [LogEvent] {
    var events: [LogEvent] = []
    let from = max(from, beginning)
    let to = min(to, Int(now * 1000) + 1)
    guard from <= to else { return [] }
    for day in from / 86_400_000...to / 86_400_000 {
      for index in sources.indices {
        append(index, day: day, from: from, to: to, into: &events)
      }
    }
    return events
  }

  private mutating func append(
    _ index: Int, day: Int, from: Int, to: Int, into events: inout [LogEvent]
  ) {
    let source = sources[index]
    let start = CivilDay.start(of: day)
    func reached(_ milliseconds: Int) -> Int {
      source.traffic.demand(on: day, upTo: (Double(milliseconds) / 1000 - start) / 86_400)
    }
    let (low, high) = (reached(from - 1), reached(to + 1) + 1)
    guard low < high else { return }
    for stretch in stretchesOf(index, day: day) {
      let last = min(stretch.first + stretch.asked - 1, high)
      var number = max(stretch.first, low)
      while number <= last {
        defer { number += 1 }
        var call = DemoCall(
          traffic: source.traffic, day: day, number: number,
          isServed: number - stretch.first < stretch.served, isEnabled: stretch.isEnabled)
        guard let door = source.doors.pick(&call.numbers, for: source.traffic), door.isInGroup
        else { continue }
        // The last call of a day is still one of that day.
        let at = min(
          Int((source.traffic.moment(of: number, on: day) * 1000).rounded(.up)),
          (day + 1) * 86_400_000 - 1)
        guard at >= from, at <= to else { continue }
        let record = call.record(at: at, door: door, key: source.key, caller: source.caller)
        events.append(LogEvent(place: LogEvent.Place(at: at, number: call.place), record: record))
      }
    }
  }

  private mutating func stretchesOf(_ index: Int, day: Int) -> [UsageLedger.Stretch] {
    let id = DayOfSource(source: index, day: day)
    if let known = stretches[id] { return known }
    var ledger = state.ledger(
      of: sources[index].meter, quota: sources[index].quota, now: now)
    let made = ledger.stretches(on: day)
    stretches[id] = made
    return made
  }
}
