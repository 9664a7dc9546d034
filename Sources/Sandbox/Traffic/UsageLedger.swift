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

  private let meter: Meter
  private let calls: [Served]
  private let key: APIKey?
  private let quota: Quota?
  private let now: Double
  /// Times at which something other than traffic happens, in order.
  private let breaks: [Double]
  private var remaining: Int

  /// Prepares to count.
  init(meter: Meter, calls: [Served] = [], key: APIKey?, quota: Quota?, now: Double) {
    self.meter = meter
    self.calls = calls
    self.key = key
    self.quota = quota
    self.now = now
    remaining = quota?.limit ?? 0
    var breaks = meter.grants.map(\.at)
    for span in meter.spans { breaks += [span.from] + (span.to.map { [$0] } ?? []) }
    breaks += key?.switches.map(\.at) ?? []
    breaks += calls.map(\.at)
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
    guard to > from, let traffic = meter.traffic, meter.wasMember(at: from),
      key?.wasEnabled(at: from) ?? true
    else { return 0 }
    let start = CivilDay.start(of: day)
    let asked =
      traffic.demand(on: day, upTo: (to - start) / 86_400)
      - traffic.demand(on: day, upTo: (from - start) / 86_400)
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
