import DequeModule

/// Decides which waiting request may leave when. Pure: each event comes with its time and returns
/// the requests that may leave now; ``wakeTime`` says when to ask again.
struct PacerCore {
  /// Names a waiting request.
  typealias Ticket = UInt64

  /// The queue that a request waits in.
  private struct Slot {
    var lane: Lane
    var limit: SubLimit

    static let count = Lane.allCases.count * SubLimit.allCases.count
    var index: Int { lane.rawValue * SubLimit.allCases.count + limit.rawValue }
  }

  private let limits: PacerLimits
  /// The account's rate as others leave it to us: slower after each 429.
  private var account: TokenBucket
  /// The documented rate, which no 429 slows: all that holds an emergency.
  private var ceiling: TokenBucket
  /// What the slower lanes may use, each in a bucket of its own that fills along with the account's.
  private var bulk: TokenBucket
  private var background: TokenBucket
  /// When the last request of each limited kind left.
  private var lastLeft: [SubLimit: Double] = [:]
  private var waiters: [Ticket: Slot] = [:]
  /// Tickets in order of arrival, apart by lane and limit so that a request that waits for its own
  /// limit holds up no other. Cancelled ones stay until their turn.
  private var queues = [Deque<Ticket>](repeating: [], count: Slot.count)
  /// How many wait in each queue, cancelled ones not counted.
  private var waiting = [Int](repeating: 0, count: Slot.count)
  /// How often a lane was passed over while it could have gone.
  private var passedOver: [Lane: Int] = [:]
  private var nextTicket: Ticket = 0
  private var recent: Deque<Double> = []
  private var slowedAt: Double?
  /// When somebody should call ``tick(now:)``; nil while nobody waits.
  private(set) var wakeTime: Double?

  /// A full bucket and no one waiting.
  init(limits: PacerLimits, now: Double) {
    self.limits = limits
    func bucket(_ share: Double) -> TokenBucket {
      TokenBucket(
        capacity: max(1, limits.capacity * share), rate: limits.rate * share,
        recovery: limits.recovery * share, now: now)
    }
    account = bucket(1)
    ceiling = account
    bulk = bucket(limits.shares.bulk)
    background = bucket(limits.shares.background)
  }

  /// A request arrives. Its ticket comes back, and the tickets that may leave now, maybe its own.
  mutating func enqueue(
    _ lane: Lane, _ limit: SubLimit, now: Double
  ) -> (ticket: Ticket, leaving: [Ticket]) {
    let ticket = nextTicket
    nextTicket += 1
    let slot = Slot(lane: lane, limit: limit)
    waiters[ticket] = slot
    waiting[slot.index] += 1
    queues[slot.index].append(ticket)
    return (ticket, tick(now: now))
  }

  /// A waiting request gives up; its place is free at once.
  mutating func cancel(_ ticket: Ticket, now: Double) -> [Ticket] {
    if let slot = waiters.removeValue(forKey: ticket) { waiting[slot.index] -= 1 }
    return tick(now: now)
  }

  /// The service answered 429: all but emergencies are slowed, a limited operation waits its whole
  /// spacing.
  ///
  /// Halving at most once a second, and a quarter of a request a second gained each second, is what a
  /// simulation of several programs in one account liked best. With the SDKs' cubic recovery every
  /// third request is refused there, since a rate as low as ten leaves it no time to settle.
  mutating func throttled(_ limit: SubLimit, now: Double) -> [Ticket] {
    fill(now: now)
    if limit != .none { lastLeft[limit] = now }
    // Several requests under way at once are one event; only the first of a second halves the rate.
    if slowedAt.map({ now - $0 >= 1 }) ?? true {
      slowedAt = now
      account.slow(by: 0.5, floor: limits.slowest)
      bulk.slow(by: 0.5, floor: limits.slowest * limits.shares.bulk)
      background.slow(by: 0.5, floor: limits.slowest * limits.shares.background)
    }
    return tick(now: now)
  }

  /// Tells when the last request of a limited kind left, as known from an earlier process.
  mutating func remember(_ limit: SubLimit, leftAt time: Double) {
    lastLeft[limit] = max(time, lastLeft[limit] ?? time)
  }

  /// Lets leave whoever may leave now, in order.
  mutating func tick(now: Double) -> [Ticket] {
    fill(now: now)
    var leaving: [Ticket] = []
    while ceiling.hasToken, let ticket = pick(now: now) {
      guard let slot = waiters.removeValue(forKey: ticket) else { continue }
      waiting[slot.index] -= 1
      leave(slot, now: now)
      leaving.append(ticket)
    }
    wakeTime = waiters.isEmpty ? nil : nextChance(now: now)
    return leaving
  }

  /// True while the request has neither left nor given up.
  func isWaiting(_ ticket: Ticket) -> Bool { waiters[ticket] != nil }

  /// Seconds until the request that came last will probably leave; 0 when it does not wait.
  func expectedWait(_ ticket: Ticket, now: Double) -> Double {
    guard let slot = waiters[ticket] else { return 0 }
    let ahead = Double(queued { $0.lane.rawValue <= slot.lane.rawValue })
    var wait = ceiling.wait(for: ahead)
    if slot.lane != .emergency { wait = max(wait, account.wait(for: ahead)) }
    if slot.lane == .bulk || slot.lane == .background {
      let slower = queued { $0.lane == .bulk || $0.lane == slot.lane }
      wait = max(wait, bulk.wait(for: Double(slower)))
    }
    if slot.lane == .background {
      wait = max(wait, background.wait(for: Double(queued { $0.lane == .background })))
    }
    let alike = queued { $0.lane.rawValue <= slot.lane.rawValue && $0.limit == slot.limit }
    let own = opening(slot.limit, now: now) + Double(alike - 1) * spacing(slot.limit) - now
    return max(wait, own)
  }

  /// The figures for the header.
  mutating func figures(now: Double) -> BudgetFigures {
    fill(now: now)
    return BudgetFigures(
      usedLastSecond: recent.count,
      allowedPerSecond: limits.requestsPerSecond * account.rate / account.fullRate,
      waiting: waiters.count, isSlowed: account.isSlowed)
  }

  /// True once after a slowing has passed altogether.
  mutating func takesRecovery(now: Double) -> Bool {
    fill(now: now)
    guard slowedAt != nil, !account.isSlowed else { return false }
    slowedAt = nil
    return true
  }
}

extension PacerCore {
  private mutating func fill(now: Double) {
    account.fill(now: now)
    ceiling.fill(now: now)
    bulk.fill(now: now)
    background.fill(now: now)
    while let first = recent.first, first <= now - 1 { recent.removeFirst() }
  }

  /// How many wait in the queues that are asked for.
  private func queued(_ belongs: (Slot) -> Bool) -> Int {
    Self.slots.reduce(0) { belongs($1) ? $0 + waiting[$1.index] : $0 }
  }

  private static let slots = Lane.allCases.flatMap { lane in
    SubLimit.allCases.map { Slot(lane: lane, limit: $0) }
  }

  /// The next ticket by lane, then by arrival; it is taken from its queue.
  private mutating func pick(now: Double) -> Ticket? {
    var heads: [(lane: Lane, limit: SubLimit, ticket: Ticket)] = []
    for lane in Lane.allCases where isOpen(lane) {
      if let head = head(of: lane, now: now) { heads.append((lane, head.limit, head.ticket)) }
    }
    // A lane that was passed over too often goes before those above it, the emergency excepted.
    let overdue = heads.last { passedOver[$0.lane, default: 0] >= Self.patience($0.lane) }
    let chosen: (lane: Lane, limit: SubLimit, ticket: Ticket)?
    if let first = heads.first, first.lane == .emergency {
      chosen = first
    } else {
      chosen = overdue ?? heads.first
    }
    guard let chosen else { return nil }
    for head in heads where head.lane != chosen.lane { passedOver[head.lane, default: 0] += 1 }
    passedOver[chosen.lane] = 0
    queues[Slot(lane: chosen.lane, limit: chosen.limit).index].removeFirst()
    return chosen.ticket
  }

  /// How many others may go first.
  private static func patience(_ lane: Lane) -> Int {
    switch lane {
    case .emergency, .interactive: .max
    case .bulk: 8
    case .background: 16
    }
  }

  /// True when the lane has not used up its share.
  private func isOpen(_ lane: Lane) -> Bool {
    switch lane {
    case .emergency: true
    case .interactive: account.hasToken
    case .bulk: account.hasToken && bulk.hasToken
    case .background: account.hasToken && background.hasToken && bulk.hasToken
    }
  }

  /// The earliest ticket of a lane whose own limit lets it go.
  private mutating func head(of lane: Lane, now: Double) -> (limit: SubLimit, ticket: Ticket)? {
    var best: (limit: SubLimit, ticket: Ticket)?
    for limit in SubLimit.allCases {
      let slot = Slot(lane: lane, limit: limit).index
      while let ticket = queues[slot].first, waiters[ticket] == nil { queues[slot].removeFirst() }
      guard let ticket = queues[slot].first, opening(limit, now: now) <= now + 1e-9 else {
        continue
      }
      if best.map({ ticket < $0.ticket }) ?? true { best = (limit, ticket) }
    }
    return best
  }

  private mutating func leave(_ slot: Slot, now: Double) {
    ceiling.take()
    account.takeWhatIsThere()
    if slot.lane == .bulk || slot.lane == .background { bulk.take() }
    if slot.lane == .background { background.take() }
    if slot.limit != .none { lastLeft[slot.limit] = now }
    recent.append(now)
  }

  private func spacing(_ limit: SubLimit) -> Double { limit.documentedSpacing / limits.margin }

  /// When the next request of a kind may leave by its own limit.
  private func opening(_ limit: SubLimit, now: Double) -> Double {
    lastLeft[limit].map { $0 + spacing(limit) } ?? now
  }

  /// The earliest time at which one of those who wait may leave.
  private func nextChance(now: Double) -> Double {
    let times = Self.slots.filter { waiting[$0.index] > 0 }.map { slot in
      var wait = ceiling.wait()
      if slot.lane != .emergency { wait = max(wait, account.wait()) }
      if slot.lane == .bulk || slot.lane == .background { wait = max(wait, bulk.wait()) }
      if slot.lane == .background { wait = max(wait, background.wait()) }
      return max(now + wait, opening(slot.limit, now: now))
    }
    return times.min() ?? now
  }
}
