/// Counts the requests of one key in one plan, day by day, as GetUsage shows them.
struct UsageLedger {
  /// A day: what was used on it, and what was left at its end.
  struct Day: Sendable, Equatable {
    /// Requests that were served.
    var used: Int
    /// What was left of the period's quota; 0 where there is no quota, since no record says what
    /// the service shows then.
    var remaining: Int
  }

  /// A piece of a day in which nothing changed, and what its invented calls met.
  struct Stretch: Sendable, Equatable {
    /// The number of the first call of it in its day, from 1.
    var first: Int
    /// How many calls came.
    var asked: Int
    /// How many of them, the first ones, were served.
    var served: Int
    /// Whether the key was enabled; when it was, what was not served met the end of the quota.
    var isEnabled: Bool
  }

  private let meter: Meter
  private let calls: [Served]
  private let key: APIKey?
  private let quota: Quota?
  private let now: Double
  /// Times at which something other than traffic happens, in order.
  private let breaks: [Double]
  private let propagation: Double
  private var remaining: Int
  private var stretches: [Stretch] = []
  private var keepsStretches = false

  /// Prepares to count.
  ///
  /// - Parameters:
  ///   - meter: the invented callers, and when the key was in the plan.
  ///   - calls: real calls.
  ///   - key: the key, for when it was enabled.
  ///   - quota: the plan's quota.
  ///   - now: seconds since 1970; nothing later is counted.
  ///   - propagation: seconds until callers feel that a key was switched, attached or detached.
  init(
    meter: Meter, calls: [Served] = [], key: APIKey?, quota: Quota?, now: Double,
    propagation: Double = 0
  ) {
    self.propagation = propagation
    self.meter = meter
    self.calls = calls
    self.key = key
    self.quota = quota
    self.now = now
    remaining = quota?.limit ?? 0
    var changes = key?.switches.map(\.at) ?? []
    for span in meter.spans { changes += [span.from] + (span.to.map { [$0] } ?? []) }
    let breaks = meter.grants.map(\.at) + calls.map(\.at) + changes.map { $0 + propagation }
    self.breaks = Set(breaks).sorted()
  }

  /// The days from the first to the last, both included.
  mutating func days(from first: Int, to last: Int) -> [Day] {
    var days: [Day] = []
    days.reserveCapacity(max(0, last - first + 1))
    let start = quota.map { CivilDay.periodStart(of: first, quota: $0) } ?? first
    var day = start
    while day <= last {
      if let quota, CivilDay.periodStart(of: day, quota: quota) == day { remaining = quota.limit }
      let used = count(day)
      if day >= first { days.append(Day(used: used, remaining: remaining)) }
      day += 1
    }
    return days
  }

  /// What the invented calls of a day met, in order.
  mutating func stretches(on day: Int) -> [Stretch] {
    let start = quota.map { CivilDay.periodStart(of: day, quota: $0) } ?? day
    if start < day { _ = days(from: start, to: day - 1) } else { remaining = quota?.limit ?? 0 }
    keepsStretches = true
    _ = count(day)
    keepsStretches = false
    defer { stretches = [] }
    return stretches
  }

  /// Counts one day, piece by piece between the things that happened on it.
  private mutating func count(_ day: Int) -> Int {
    let start = CivilDay.start(of: day)
    let end = min(start + 86_400, now)
    var used = 0
    var piece = start
    for moment in breaks where moment >= start && moment <= end && moment < start + 86_400 {
      used += serve(day, from: piece, to: moment)
      used += settle(moment)
      piece = moment
    }
    used += serve(day, from: piece, to: end)
    return used
  }

  /// Does what happened at one moment, in its order: grants, and calls between them.
  private mutating func settle(_ moment: Double) -> Int {
    var used = 0
    var open = calls.filter { $0.at == moment }[...]
    func take(before grants: Int) {
      while let next = open.first, next.grants < grants {
        used += next.count
        remaining = max(0, remaining - next.count)
        open.removeFirst()
      }
    }
    for (index, grant) in meter.grants.enumerated() where grant.at == moment {
      take(before: index + 1)
      remaining = grant.remaining
    }
    take(before: .max)
    return used
  }

  /// Serves what is asked for in a piece of a day, as far as the quota allows.
  private mutating func serve(_ day: Int, from: Double, to: Double) -> Int {
    guard to > from, let traffic = meter.traffic, meter.wasMember(at: felt(from)) else {
      return 0
    }
    let start = CivilDay.start(of: day)
    let before = traffic.demand(on: day, upTo: (from - start) / 86_400)
    let asked = traffic.demand(on: day, upTo: (to - start) / 86_400) - before
    let isEnabled = key?.wasEnabled(at: felt(from)) ?? true
    let served = isEnabled ? admitted(asked, traffic) : 0
    if keepsStretches, asked > 0 {
      stretches.append(
        Stretch(first: before + 1, asked: asked, served: served, isEnabled: isEnabled))
    }
    return served
  }

  /// The time whose account callers feel at a time. The slack takes up what adding and taking away
  /// loses as floating-point numbers.
  private func felt(_ time: Double) -> Double {
    propagation == 0 ? time : time - propagation + 1e-6
  }

  /// How many of some calls the quota lets through.
  private mutating func admitted(_ asked: Int, _ traffic: Traffic) -> Int {
    guard let quota else { return asked }
    if asked <= remaining {
      remaining -= asked
      return asked
    }
    guard remaining > 0 else { return 0 }
    // Quotas are best effort: some requests slip through after the last one that was left.
    let slip = min(asked - remaining, Int(traffic.seed % UInt64(quota.limit / 200 + 1)))
    let served = remaining + slip
    remaining = 0
    return served
  }
}
