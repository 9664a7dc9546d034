import Foundation
import TestSupport
import Testing

@testable import AWSClient

/// Two programs of ours and a foreign one in one account, on a virtual clock. The service grants 10
/// requests a second, 40 at once, to all of them together.
@Suite("Pacers that share an account")
struct PacerSharingTests {
  @Test("Two of ours alone: both work, hardly anything is refused", arguments: 0..<4)
  func alone(seed: UInt64) {
    var account = SharedAccount(foreignRate: 0, seed: seed)
    account.run(to: 200)
    for program in account.programs {
      #expect(program.granted(20..<200) / 180 > 3)
      #expect(program.refusedShare(20..<200) < 0.05)
    }
    #expect(account.granted(20..<200) / 180 > 9)
  }

  @Test(
    "A foreign tool that leaves room: nobody starves, few of ours are refused, the rate comes back",
    arguments: 0..<4)
  func modest(seed: UInt64) {
    var account = SharedAccount(foreignRate: 5, foreignUntil: 150, seed: seed)
    account.run(to: 200)
    for program in account.programs {
      #expect(program.granted(20..<150) / 130 > 1.5)
      #expect(program.refusedShare(20..<150) < 0.1)
    }
    #expect(account.foreignGranted > 0.8)
    #expect(account.granted(20..<150) / 130 > 4.5)
    #expect(account.granted(165..<200) / 35 > 9)
  }

  @Test("A foreign tool that takes all: ours make way, get some, and come back", arguments: 0..<4)
  func greedy(seed: UInt64) {
    var account = SharedAccount(foreignRate: 20, foreignUntil: 150, seed: seed)
    account.run(to: 200)
    for program in account.programs {
      let sent = program.sent(20..<150) / 130
      #expect(sent < 2)
      #expect(program.granted(20..<150) / 130 > 0.2)
    }
    #expect(account.granted(170..<200) / 30 > 9)
  }

  @Test(
    "An emergency is through within two seconds whatever others do", arguments: [0.0, 5, 20])
  func emergency(foreignRate: Double) {
    for seed in UInt64(0)..<6 {
      var account = SharedAccount(foreignRate: foreignRate, seed: seed)
      account.emergencies = stride(from: 20.0, to: 180, by: 8).map(\.self)
      account.run(to: 190)
      #expect(account.emergencyTimes.count == 20)
      #expect(account.emergencyTimes.allSatisfy { $0 <= 2 }, "\(account.emergencyTimes)")
    }
  }
}

/// One of ours: it always has more to ask than it may.
private struct SharingProgram {
  var core = PacerCore(limits: PacerLimits(), now: 0)
  /// When each request left, and whether it was granted.
  var log: [(time: Double, isGranted: Bool)] = []

  func sent(_ span: Range<Double>) -> Double { Double(log.count { span.contains($0.time) }) }

  func granted(_ span: Range<Double>) -> Double {
    Double(log.count { span.contains($0.time) && $0.isGranted })
  }

  func refusedShare(_ span: Range<Double>) -> Double { 1 - granted(span) / max(1, sent(span)) }
}

private struct SharedAccount {
  /// Something that is on its way.
  private enum Event {
    /// A request comes to the service; the emergency that it is for, if any.
    case arrival(program: Int?, emergency: Int?)
    /// A refusal comes back.
    case refusal(program: Int, emergency: Int?)
    /// An emergency is asked for, or once more.
    case emergency(Int)
  }

  var programs = [SharingProgram(), SharingProgram()]
  var emergencies: [Double] = []
  /// Seconds from asking to being granted.
  var emergencyTimes: [Double] = []

  private let foreignRate: Double
  private let foreignUntil: Double
  private var random: SplitMix64
  private var events: [(time: Double, event: Event)] = []
  private var service = TokenBucket(capacity: 40, rate: 10, recovery: 0, now: 0)
  private var asked: [Int: (since: Double, attempts: Int)] = [:]
  private var tickets: [PacerCore.Ticket: Int] = [:]
  private var foreign = (sent: 0, granted: 0)

  init(foreignRate: Double, foreignUntil: Double = .infinity, seed: UInt64) {
    self.foreignRate = foreignRate
    self.foreignUntil = foreignUntil
    random = SplitMix64(seed: seed)
  }

  /// The part of the foreign tool's requests that was granted.
  var foreignGranted: Double { Double(foreign.granted) / Double(max(1, foreign.sent)) }

  func granted(_ span: Range<Double>) -> Double { programs.reduce(0) { $0 + $1.granted(span) } }

  mutating func run(to end: Double) {
    for (number, time) in emergencies.enumerated() { add(.emergency(number), at: time) }
    if foreignRate > 0 { add(.arrival(program: nil, emergency: nil), at: 5) }
    for program in programs.indices {
      for _ in 0..<20 { enqueue(program, .interactive, now: 0) }
    }
    var now = 0.0
    while now < end {
      let wakes = programs.compactMap(\.core.wakeTime)
      guard let next = (wakes + events.map(\.time)).min() else { return }
      now = max(now, next)
      for program in programs.indices where (programs[program].core.wakeTime ?? .infinity) <= now {
        let leaving = programs[program].core.tick(now: now)
        leave(program, leaving, now: now)
      }
      while let due = events.firstIndex(where: { $0.time <= now }) {
        take(events.remove(at: due).event, now: now)
      }
    }
  }

  private mutating func add(_ event: Event, at time: Double) { events.append((time, event)) }

  /// Half of a way to the service and back.
  private mutating func way() -> Double { .random(in: 0.01...0.06, using: &random) }

  private mutating func take(_ event: Event, now: Double) {
    switch event {
    case .emergency(let number):
      if asked[number] == nil { asked[number] = (now, 0) }
      asked[number]?.attempts += 1
      enqueue(0, .emergency, number: number, now: now)
    case .arrival(nil, _):
      foreign.sent += 1
      if isGranted(now) { foreign.granted += 1 }
      let gap = -log(Double.random(in: 0.0001...1, using: &random)) / foreignRate
      if now + gap < foreignUntil { add(.arrival(program: nil, emergency: nil), at: now + gap) }
    case .arrival(let program?, let emergency):
      let isGranted = isGranted(now)
      programs[program].log.append((now, isGranted))
      if !isGranted {
        add(.refusal(program: program, emergency: emergency), at: now + way())
      } else if let emergency, let since = asked[emergency]?.since {
        emergencyTimes.append(now - since)
      }
    case .refusal(let program, let emergency):
      let leaving = programs[program].core.throttled(.none, now: now)
      leave(program, leaving, now: now)
      if let emergency { repeatEmergency(emergency, now: now) }
    }
  }

  private mutating func repeatEmergency(_ number: Int, now: Double) {
    let request = AWSRequest(
      .apiGateway, "UpdateApiKey", "PATCH", ["apikeys", "k"], isMutating: true)
    let error = AWSError(
      kind: .service, status: 429, code: "TooManyRequestsException", message: "m",
      operation: "UpdateApiKey")
    let wait = RetryPolicy().delay(
      after: error, of: request, lane: .emergency, attempts: asked[number]?.attempts ?? 1,
      random: .random(in: 0..<1, using: &random))
    if let wait { add(.emergency(number), at: now + wait) }
  }

  private mutating func isGranted(_ now: Double) -> Bool {
    service.fill(now: now)
    guard service.hasToken else { return false }
    service.take()
    return true
  }

  private mutating func enqueue(
    _ program: Int, _ lane: Lane, number: Int? = nil, now: Double
  ) {
    let (ticket, leaving) = programs[program].core.enqueue(lane, .none, now: now)
    // Tickets of emergencies exist in the first program alone.
    if let number { tickets[ticket] = number }
    leave(program, leaving, now: now)
  }

  private mutating func leave(_ program: Int, _ leaving: [PacerCore.Ticket], now: Double) {
    for ticket in leaving {
      let emergency = program == 0 ? tickets.removeValue(forKey: ticket) : nil
      add(.arrival(program: program, emergency: emergency), at: now + way())
      // It always has something else to ask.
      if emergency == nil { enqueue(program, .interactive, now: now) }
    }
  }
}
