import Testing

@testable import AWSClient

@Suite("Retry modes")
struct RetryModeTests {
  private static let throttled = ScriptedTransport.Reply.fault(
    429, "TooManyRequestsException", "Too Many Requests")
  private static let fault = ScriptedTransport.Reply.fault(500, "InternalFailure", "m")

  /// Sends one read that fails alike each time; returns how often it was sent and the waits of the
  /// repetitions. The pacer's own waits are none as long as it has not been slowed.
  private func run(
    _ policy: RetryPolicy, _ reply: ScriptedTransport.Reply
  ) async throws -> (sent: Int, waits: [Double]) {
    let bench = Bench(Array(repeating: reply, count: 40), retries: policy)
    _ = try await awsError { try await bench.gateway.getAPIKey("k", lane: .interactive) }
    return (bench.network.requests.count, bench.clock.waits)
  }

  @Test(
    "Sendings in all, and the waits between them",
    arguments: [
      (RetryMode.legacy, false, 5, [0.5, 1, 2, 4]), (.standard, false, 3, [0.5, 1]),
      (.adaptive, false, 3, [0.5, 1]), (.standard, true, 3, [0.025, 0.05]),
      (.legacy, true, 5, [0.5, 1, 2, 4]),
    ] as [(RetryMode, Bool, Int, [Double])])
  func attempts(mode: RetryMode, isNew: Bool, sent: Int, waits: [Double]) async throws {
    let found = try await run(mode.policy(isNew: isNew), Self.fault)
    #expect(found.sent == sent)
    #expect(found.waits == waits)
    let slow = try await run(mode.policy(isNew: isNew), Self.throttled)
    #expect(slow.sent == sent)
  }

  @Test("No wait of ours is longer than 20 seconds")
  func longest() {
    let request = AWSRequest(.apiGateway, "GetApiKey", "GET", ["apikeys", "k"], isMutating: false)
    let error = AWSError(
      kind: .service, status: 500, code: "X", message: "m", operation: "GetApiKey")
    for mode in RetryMode.allCases {
      var policy = mode.policy(isNew: false)
      policy.transientAttempts = 50
      #expect(policy.delay(after: error, of: request, attempts: 40, random: 0.5) == 10)
    }
  }

  @Test("A creation that may have been made is sent once in every mode", arguments: [false, true])
  func creation(isNew: Bool) async throws {
    for mode in RetryMode.allCases {
      let bench = Bench(
        [.lost(.connectionClosed, sent: true), .json(#"{"id":"k"}"#, status: 201)],
        retries: mode.policy(isNew: isNew))
      let gateway = bench.gateway
      let error = try await awsError {
        try await gateway.createAPIKey(CreateAPIKeyInput(name: "n"), lane: .interactive)
      }
      #expect(error?.mayHaveBeenApplied == true)
      #expect(bench.network.requests.count == 1)
    }
  }

  @Test("The quota: 5 a repetition, 10 after a time-out, all back on success, 1 for a clean one")
  func quota() async throws {
    let policy = RetryMode.standard.policy(isNew: false)
    let clock = InstantClock().clock
    let middleware = RetryMiddleware(policy: policy, clock: clock, random: { 0 })
    let quota = try #require(middleware.quota)
    #expect(quota.available == 500)
    let script = Script()
    func send(_ replies: [AWSError?]) async throws -> Bool {
      script.replies = replies
      let call = Call(
        request: AWSRequest(.apiGateway, "GetApiKey", "GET", ["apikeys", "k"], isMutating: false),
        endpoint: Endpoint(host: "a.example"), lane: .interactive)
      return try await awsError { try await middleware.handle(call, next: script.next) } == nil
    }
    let fault = AWSError(kind: .service, status: 500, code: "X", message: "m", operation: "G")
    let late = AWSError(kind: .timedOut, code: "TimedOut", message: "m", operation: "G")
    #expect(try await !send([fault, fault, fault]))
    #expect(quota.available == 490)
    #expect(try await !send([late, late, late]))
    #expect(quota.available == 470)
    // What the last repetition took comes back, the one before it does not.
    #expect(try await send([fault, late, nil]))
    #expect(quota.available == 465)
    #expect(try await send([nil]))
    #expect(quota.available == 466)
    for _ in 0..<60 { _ = try await send([fault, fault, fault]) }
    #expect(quota.available < 5)
    script.sent = 0
    #expect(try await !send([fault, fault, fault]))
    #expect(script.sent == 1)
    for _ in 0..<5 { _ = try await send([nil]) }
    #expect(try await send([fault, nil]))
  }

  @Test("The quota of 2026: 14 a repetition, 5 after throttling")
  func newQuota() {
    let costs = RetryMode.standard.policy(isNew: true).costs
    #expect(costs == RetryCosts(usual: 14, timeOut: 14, throttled: 5))
    let late = AWSError(kind: .timedOut, code: "TimedOut", message: "m", operation: "G")
    #expect(costs?.cost(of: late, reason: .transient) == 14)
    #expect(costs?.cost(of: late, reason: .throttled) == 5)
  }

  @Test("Cutting off a leaked key: twenty times, close together, whatever the mode; not for plans")
  func emergency() async throws {
    let patch = [PatchOperation(op: "replace", path: "/enabled", value: "false")]
    for policy in [RetryPolicy()] + RetryMode.allCases.map({ $0.policy(isNew: false) }) {
      let bench = Bench(Array(repeating: Self.throttled, count: 40), retries: policy)
      let gateway = bench.gateway
      let error = try await awsError {
        try await gateway.updateAPIKey("k", patch: patch, lane: .emergency)
      }
      #expect(error?.attempts == 20)
      #expect(bench.clock.waits.reduce(0, +) < 3)
    }
    let request = AWSRequest(
      .apiGateway, "UpdateUsagePlan", "PATCH", ["usageplans", "p"], isMutating: true)
    let error = AWSError(
      kind: .service, status: 429, code: "TooManyRequestsException", message: "m", operation: "U")
    #expect(
      RetryPolicy().delay(after: error, of: request, lane: .emergency, attempts: 5, random: 0.5)
        == nil)
  }

  /// A network for the middleware alone.
  private final class Script: @unchecked Sendable {
    var replies: [AWSError?] = []
    var sent = 0

    var next: Next {
      { [self] _ in
        sent += 1
        if let error = replies.removeFirst() { throw error }
        return WireResponse(status: 200)
      }
    }
  }
}
