import SigV4
import Testing

@testable import AWSClient

@Suite("Retries")
struct RetryTests {
  private static let disable = [PatchOperation(op: "replace", path: "/enabled", value: "false")]

  @Test("A read is sent again after passing faults, with full jitter that doubles")
  func transient() async throws {
    let bench = Bench([
      .fault(500, "InternalFailure", "m"), .lost(.connectionClosed, sent: true),
      .json(#"{"id":"k"}"#),
    ])
    #expect(try await bench.gateway.getAPIKey("k", lane: .interactive).value.id == "k")
    #expect(bench.clock.waits == [0.05, 0.1])
  }

  @Test(
    "Passing faults are tried three times in all",
    arguments: [
      ScriptedTransport.Reply.fault(500, "X", "m"), .fault(502, "X", "m"), .fault(503, "X", "m"),
      .fault(504, "X", "m"), .lost(.unreachable, sent: false), .lost(.timedOut, sent: true),
      .lost(.connectionClosed, sent: true), .json("<html>", status: 503),
    ])
  func attempts(reply: ScriptedTransport.Reply) async throws {
    let bench = Bench([reply, reply, reply, reply])
    let error = try await awsError { try await bench.gateway.getAPIKey("k", lane: .interactive) }
    #expect(error?.attempts == 3)
    #expect(error?.mayHaveBeenApplied == false)
    #expect(bench.network.requests.count == 3)
  }

  @Test(
    "What will not pass is sent once",
    arguments: [
      ScriptedTransport.Reply.fault(400, "BadRequestException", "m"),
      .fault(403, "AccessDeniedException", "m"), .fault(404, "NotFoundException", "m"),
      .fault(409, "ConflictException", "API Key already exists"), .lost(.tls, sent: false),
      .lost(.unreadable, sent: true), .json("<html>", status: 404),
      .fault(403, "RequestTimeTooSkewed", "m"),
    ])
  func permanent(reply: ScriptedTransport.Reply) async throws {
    let bench = Bench([reply, .json(#"{"id":"k"}"#)])
    let error = try await awsError { try await bench.gateway.getAPIKey("k", lane: .interactive) }
    #expect(error?.attempts == 1)
    #expect(bench.network.requests.count == 1)
    #expect(bench.clock.waits == [])
  }

  @Test("Throttling is tried five times in all")
  func throttled() async throws {
    let reply = ScriptedTransport.Reply.fault(429, "TooManyRequestsException", "Too Many Requests")
    let bench = Bench([reply, reply, reply, reply, reply, reply])
    let error = try await awsError { try await bench.gateway.getAPIKey("k", lane: .interactive) }
    #expect(error?.attempts == 5)
    #expect(error?.code == "TooManyRequestsException")
    #expect(bench.network.requests.count == 5)
  }

  @Test("Retry-After is waited for, with a little spread; one of minutes is told instead")
  func retryAfter() async throws {
    let policy = RetryPolicy()
    let request = AWSRequest(.apiGateway, "GetApiKey", "GET", ["apikeys", "k"], isMutating: false)
    var error = AWSError(
      kind: .service, status: 429, code: "TooManyRequestsException", message: "m",
      operation: "GetApiKey", retryAfter: 7)
    #expect(policy.delay(after: error, of: request, attempts: 1, random: 0.5) == 7.5)
    #expect(policy.delay(after: error, of: request, attempts: 4, random: 0.5) == 8)
    error.retryAfter = 61
    #expect(policy.delay(after: error, of: request, attempts: 1, random: 0.5) == nil)
    error.retryAfter = nil
    let waits = (1...4).map { policy.delay(after: error, of: request, attempts: $0, random: 0.5) }
    #expect(waits == [0.5, 1, 2, 4])
    #expect(policy.delay(after: error, of: request, attempts: 5, random: 0.5) == nil)
  }

  @Test("A creation that may have been applied is never repeated")
  func unclearCreation() async throws {
    for reply in [
      ScriptedTransport.Reply.lost(.connectionClosed, sent: true), .lost(.timedOut, sent: true),
      .fault(500, "InternalFailure", "m"), .fault(503, "ServiceUnavailableException", "m"),
    ] {
      let bench = Bench([reply, .json(#"{"id":"k"}"#, status: 201)])
      let gateway = bench.gateway
      let error = try await awsError {
        try await gateway.createAPIKey(CreateAPIKeyInput(name: "n"), lane: .interactive)
      }
      #expect(error?.mayHaveBeenApplied == true)
      #expect(bench.network.requests.count == 1)
    }
  }

  @Test("All creations are treated so")
  func allCreations() async throws {
    let lost = ScriptedTransport.Reply.lost(.connectionClosed, sent: true)
    let works: [@Sendable (APIGateway) async throws -> Void] = [
      { _ = try await $0.createUsagePlan(CreateUsagePlanInput(name: "n"), lane: .interactive) },
      { _ = try await $0.createUsagePlanKey(plan: "p", key: "k", lane: .interactive) },
      {
        _ = try await $0.importAPIKeys(
          csv: SecretValue("x"), failOnWarnings: true, lane: .interactive)
      },
      {
        _ = try await $0.updateUsagePlan(
          "p", patch: [PatchOperation(op: "add", path: "/apiStages", value: "a:b")],
          lane: .interactive)
      },
    ]
    for work in works {
      let bench = Bench([lost, lost])
      let error = try await awsError { try await work(bench.gateway) }
      #expect(error?.mayHaveBeenApplied == true)
      #expect(bench.network.requests.count == 1)
    }
  }

  @Test("A creation that certainly was not applied is repeated")
  func clearCreation() async throws {
    let bench = Bench([
      .lost(.unreachable, sent: false), .fault(429, "TooManyRequestsException", "m"),
      .json(#"{"id":"k"}"#, status: 201),
    ])
    let key = try await bench.gateway.createAPIKey(
      CreateAPIKeyInput(name: "n"), lane: .interactive)
    #expect(key.value.id == "k")
    #expect(bench.network.requests.count == 3)
  }

  @Test("A full account is told at once; the same code elsewhere is throttling")
  func limitExceeded() async throws {
    let reply = ScriptedTransport.Reply.fault(429, "LimitExceededException", "full")
    let bench = Bench([reply, .json(#"{"id":"k"}"#, status: 201)])
    let gateway = bench.gateway
    let error = try await awsError {
      try await gateway.createAPIKey(CreateAPIKeyInput(name: "n"), lane: .interactive)
    }
    #expect(error?.code == "LimitExceededException")
    #expect(error?.mayHaveBeenApplied == false)
    #expect(bench.network.requests.count == 1)
    #expect(!bench.client.budget.isSlowed)

    let patch = Bench([reply, .json(#"{"id":"k"}"#)])
    _ = try await patch.gateway.updateAPIKey("k", patch: Self.disable, lane: .interactive)
    #expect(patch.network.requests.count == 2)
  }

  @Test("Two changes at a time: the service asks to try again, and so it is, creations too")
  func concurrentModification() async throws {
    let reply = ScriptedTransport.Reply.fault(
      409, "ConflictException",
      "Unable to complete operation due to concurrent modification. Please try again later.")
    let bench = Bench([reply, reply, reply, reply, .json(#"{"id":"k"}"#, status: 201)])
    _ = try await bench.gateway.createUsagePlanKey(plan: "p", key: "k", lane: .interactive)
    #expect(bench.network.requests.count == 5)
  }

  @Test("Replacing, tagging and granting are repeated after an unclear end")
  func repeatable() async throws {
    let lost = ScriptedTransport.Reply.lost(.connectionClosed, sent: true)
    let bench = Bench([
      lost, .json(#"{"id":"k"}"#), lost, .json("", status: 204), lost, .json("{}"),
    ])
    _ = try await bench.gateway.updateAPIKey("k", patch: Self.disable, lane: .interactive)
    _ = try await bench.gateway.tagResource(arn: "arn", tags: ["a": "b"], lane: .interactive)
    _ = try await bench.gateway.updateUsage(plan: "p", key: "k", remaining: 1, lane: .interactive)
    #expect(bench.network.requests.count == 6)
  }

  @Test("A deletion that finds nothing is done after an unclear end, and an error otherwise")
  func deletion() async throws {
    let gone = ScriptedTransport.Reply.fault(404, "NotFoundException", "m")
    let bench = Bench([.lost(.timedOut, sent: true), gone])
    _ = try await bench.gateway.deleteAPIKey("k", lane: .interactive)
    #expect(bench.network.requests.count == 2)

    for first in [gone, .lost(.unreachable, sent: false)] {
      let other = Bench([first, gone])
      let gateway = other.gateway
      let error = try await awsError { try await gateway.deleteAPIKey("k", lane: .interactive) }
      #expect(error?.code == "NotFoundException")
      #expect(error?.mayHaveBeenApplied == false)
    }
  }

  @Test("The last error remembers that an earlier sending may have been applied")
  func unclearBefore() async throws {
    let bench = Bench([
      .lost(.timedOut, sent: true), .fault(403, "ExpiredTokenException", "m"),
    ])
    let gateway = bench.gateway
    let error = try await awsError {
      try await gateway.updateAPIKey("k", patch: Self.disable, lane: .interactive)
    }
    #expect(error?.code == "ExpiredTokenException")
    #expect(error?.attempts == 2)
    #expect(error?.mayHaveBeenApplied == true)
  }

  @Test("A cancelled read is a cancellation; a cancelled change says that its outcome is unknown")
  func cancelled() async throws {
    let read = Bench([.lost(.cancelled, sent: true)])
    let readGateway = read.gateway
    await #expect(throws: CancellationError.self) {
      try await readGateway.getAPIKey("k", lane: .interactive)
    }
    let change = Bench([.lost(.cancelled, sent: true)])
    let changeGateway = change.gateway
    let error = try await awsError {
      try await changeGateway.updateAPIKey("k", patch: Self.disable, lane: .interactive)
    }
    #expect(error?.code == "Cancelled")
    #expect(error?.mayHaveBeenApplied == true)
    #expect(change.network.requests.count == 1)
  }

  @Test("Expired credentials are looked for again, once, and used when they are others")
  func expired() async throws {
    let fresh = ResolvedCredentials(
      credentials: Credentials(accessKeyId: "ASIAFRESH", secretAccessKey: SecretValue("s")),
      source: "profile x in ~/.aws/credentials")
    let bench = Bench(
      [.fault(403, "ExpiredTokenException", "m"), .json(#"{"id":"k"}"#)], renew: { fresh })
    _ = try await bench.gateway.getAPIKey("k", lane: .interactive)
    #expect(bench.client.accessKeyId == "ASIAFRESH")
    #expect(bench.client.credentialsSource == "profile x in ~/.aws/credentials")
    #expect(
      bench.network.requests.last?.header("Authorization")?.contains("Credential=ASIAFRESH/")
        == true)

    let same = Bench([.fault(403, "ExpiredTokenException", "m")])
    let gateway = same.gateway
    let error = try await awsError { try await gateway.getAPIKey("k", lane: .interactive) }
    #expect(error?.code == "ExpiredTokenException")
    #expect(same.network.requests.count == 1)
  }
}
