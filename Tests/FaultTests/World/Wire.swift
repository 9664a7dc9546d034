import AWSClient
import SigV4
import Synchronization
import TestSupport

/// The way from the program to the emulator: counts requests, breaks one of them, and goes dead
/// where the process is to end.
final class Wire: Sendable {
  private struct State {
    var isCounting = false
    var count = 0
    var sent: [String] = []
    var broken: (request: Int, how: Breakage)?
    var crash: Crash?
    var isDead = false
    var dice: SplitMix64?
  }

  private let state = Mutex(State())
  private let server: Server
  private let clock: FaultClock
  /// Told after each request that was acted on.
  private let acted: @Sendable () -> Void
  /// Told at the place where the process ends, before anything more happens.
  private let died: @Sendable () -> Void
  /// Told when a counted request comes in.
  private let arrived: @Sendable (Int) -> Void

  init(
    server: Server, clock: FaultClock, acted: @escaping @Sendable () -> Void,
    arrived: @escaping @Sendable (Int) -> Void, died: @escaping @Sendable () -> Void
  ) {
    (self.server, self.clock, self.acted) = (server, clock, acted)
    (self.arrived, self.died) = (arrived, died)
  }

  /// Counts from here on, and breaks what is to be broken.
  func begin(broken: (request: Int, how: Breakage)? = nil, crash: Crash? = nil) {
    state.withLock { state in
      state = State()
      state.isCounting = true
      state.broken = broken
      state.crash = crash
    }
  }

  /// Lets everything through again.
  func end() { state.withLock { $0 = State() } }

  /// How many requests came since ``begin(broken:crash:)``.
  var count: Int { state.withLock { $0.count } }
  /// What came, for people.
  var sent: [String] { state.withLock { $0.sent } }
  /// Whether the process is over.
  var isDead: Bool { state.withLock { $0.isDead } }

  var transport: HTTPTransport {
    HTTPTransport(send: { request throws(TransportFailure) in
      for _ in 0..<self.pauses() { await Task.yield() }
      return try self.send(request)
    })
  }

  /// Lets others go first now and then, so that two programs at once meet in many orders.
  func mix(seed: UInt64) { state.withLock { $0.dice = SplitMix64(seed: seed) } }

  private func pauses() -> Int {
    state.withLock { state in
      guard var dice = state.dice else { return 0 }
      defer { state.dice = dice }
      return Int.random(in: 0..<12, using: &dice)
    }
  }

  private func send(_ request: WireRequest) throws(TransportFailure) -> WireResponse {
    let step = state.withLock { state -> (number: Int, how: Breakage?, crash: Crash?) in
      guard state.isCounting, !state.isDead else { return (0, nil, nil) }
      state.count += 1
      state.sent.append("\(request.method) \(request.target)")
      let number = state.count
      return (
        number, state.broken.flatMap { $0.request == number ? $0.how : nil },
        state.crash.flatMap { $0.request == number ? $0 : nil }
      )
    }
    guard !isDead else { throw Self.closed }
    if step.number > 0 { arrived(step.number) }
    if let crash = step.crash {
      if crash.isAfter { _ = act(request) }
      die()
      throw Self.closed
    }
    guard let how = step.how else { return act(request) }
    return try broken(request, how)
  }

  /// Ends the process here.
  func die() {
    died()
    state.withLock { $0.isDead = true }
  }

  private func act(_ request: WireRequest) -> WireResponse {
    let reply = server.answer(
      request.method, request.target, headers: request.headers.map { ($0.name, $0.value) },
      body: request.body)
    acted()
    return WireResponse(
      status: reply.status, headers: reply.headers.map { .init($0.name, $0.value) },
      body: reply.body)
  }

  private func broken(
    _ request: WireRequest, _ how: Breakage
  ) throws(TransportFailure) -> WireResponse {
    var answer = WireResponse(status: 200)
    if how.reaches { answer = act(request) }
    switch how {
    case .closedBefore, .closedAfter: throw Self.closed
    case .lateBefore, .lateAfter:
      clock.advance(30)
      throw TransportFailure(.timedOut, mayHaveBeenSent: true, reason: "no answer in time")
    case .faultBefore, .faultAfter: return Self.fault(500, "InternalFailure")
    case .tooMany: return Self.fault(429, "TooManyRequestsException")
    case .tooManyAndWait: return Self.fault(429, "TooManyRequestsException", retryAfter: "2")
    case .halfABody:
      answer.body = Array(answer.body.prefix(answer.body.count / 2))
      return answer
    case .pageBefore, .pageAfter:
      return WireResponse(
        status: 200, headers: [.init("content-type", "text/html")],
        body: Array("<html><body>Sign in to the network</body></html>".utf8))
    }
  }

  private static let closed = TransportFailure(
    .connectionClosed, mayHaveBeenSent: true, reason: "closed")

  private static func fault(
    _ status: Int, _ code: String, retryAfter: String? = nil
  ) -> WireResponse {
    WireResponse(
      status: status,
      headers: [
        .init("x-amzn-ErrorType", code), .init("x-amzn-RequestId", "broken"),
        .init("content-type", "application/json"),
      ] + (retryAfter.map { [.init("Retry-After", $0)] } ?? []),
      body: Array(#"{"message":"broken on purpose"}"#.utf8))
  }
}
