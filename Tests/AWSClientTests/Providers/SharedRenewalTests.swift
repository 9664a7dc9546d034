import Foundation
import Logging
import SigV4
import Synchronization
import Testing

@testable import AWSClient

@Suite("One renewal for all who wait")
struct SharedRenewalTests {
  private static let start = Date(timeIntervalSince1970: 1_769_860_800)

  private static func credentials(_ id: String, _ seconds: Double) -> ResolvedCredentials {
    ResolvedCredentials(
      credentials: Credentials(
        accessKeyId: id, secretAccessKey: SecretValue("s"), expiration: start + seconds),
      source: "test")
  }

  private func until(_ holds: @Sendable () -> Bool) async {
    for _ in 0..<5_000_000 where !holds() { await Task.yield() }
    #expect(holds())
  }

  @Test("Two hundred requests at the end of the credentials: one look")
  func many() async throws {
    let (looks, gate) = (Counter(), Gate())
    let cache = CredentialsCache(Self.credentials("OLD", -1), date: { Self.start }) {
      looks.increment()
      try await gate.wait()
      return Self.credentials("NEW", 7200)
    }
    let ids = try await withThrowingTaskGroup(of: String.self) { group in
      let begun = Counter()
      for _ in 0..<200 {
        group.addTask {
          begun.increment()
          return try await cache.current().credentials.accessKeyId
        }
      }
      await until { begun.value == 200 && gate.waiting == 1 }
      gate.open()
      return try await group.reduce(into: [String]()) { $0.append($1) }
    }
    #expect(looks.value == 1)
    #expect(ids == Array(repeating: "NEW", count: 200))
  }

  @Test("Two hundred under way whose token ends: one look, and each is sent once more")
  func underWay() async throws {
    let (looks, old, new, all) = (Counter(), Counter(), Counter(), Gate())
    let transport = HTTPTransport { request throws(TransportFailure) in
      let isOld = request.header("authorization")?.contains("Credential=OLD/") ?? true
      guard isOld else {
        new.increment()
        return WireResponse(status: 200, body: Array("{}".utf8))
      }
      old.increment()
      do {
        try await all.wait()
      } catch {
        throw TransportFailure(.cancelled, mayHaveBeenSent: true, reason: "cancelled")
      }
      return WireResponse(
        status: 403, headers: [SignableRequest.Header("x-amzn-errortype", "ExpiredTokenException")],
        body: Array(#"{"message":"expired"}"#.utf8))
    }
    let clock = InstantClock().clock
    let client = AWSClient(
      AWSClientConfiguration(
        region: "eu-west-1", credentials: Self.credentials("OLD", 7200),
        renewCredentials: {
          looks.increment()
          return Self.credentials("NEW", 7200)
        }, transport: transport, clock: clock,
        pacer: Pacer(
          limits: PacerLimits(requestsPerSecond: 10_000, burst: 10_000), clock: clock),
        logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }))
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<200 {
        group.addTask {
          _ = try await APIGateway(client: client).getAccount(lane: .interactive)
        }
      }
      await until { all.waiting == 200 }
      all.open()
      try await group.waitForAll()
    }
    #expect(looks.value == 1)
    #expect(old.value == 200)
    #expect(new.value == 200)
  }

  @Test("A look that fails is told to all who wait, and the next one looks again")
  func failure() async throws {
    let (looks, gate) = (Counter(), Gate())
    let failure = AWSError.credentials("SSOExpired", "run “aws sso login”.")
    let cache = CredentialsCache(Self.credentials("OLD", -1), date: { Self.start }) {
      looks.increment()
      guard looks.value == 1 else { return Self.credentials("NEW", 7200) }
      try await gate.wait()
      throw failure
    }
    let told = await withTaskGroup(of: AWSError?.self) { group in
      let begun = Counter()
      for _ in 0..<50 {
        group.addTask {
          begun.increment()
          // Anything else than the failure is a nil, which the comparison below finds.
          return try? await awsError { try await cache.current() }
        }
      }
      await until { begun.value == 50 && gate.waiting == 1 }
      // All that have begun are at the look once nothing else is left to do.
      for _ in 0..<2000 { await Task.yield() }
      gate.open()
      return await group.reduce(into: [AWSError?]()) { $0.append($1) }
    }
    #expect(looks.value <= 2)
    #expect(told.contains(failure))
    #expect(told.allSatisfy { $0 == failure || looks.value == 2 && $0 == nil })
    #expect(try await cache.current().credentials.accessKeyId == "NEW")
    #expect(looks.value == 2)
  }

  @Test("One who is cancelled stops waiting at once; the look goes on for the others")
  func oneCancelled() async throws {
    let (looks, gate) = (Counter(), Gate())
    let cache = CredentialsCache(Self.credentials("OLD", -1), date: { Self.start }) {
      looks.increment()
      try await gate.wait()
      return Self.credentials("NEW", 7200)
    }
    let first = Task { try await cache.current() }
    await until { gate.waiting == 1 }
    let second = Task { try await cache.current() }
    for _ in 0..<2000 { await Task.yield() }
    first.cancel()
    await #expect(throws: CancellationError.self) { try await first.value }
    second.cancel()
    let third = Task { try await cache.current() }
    await #expect(throws: CancellationError.self) { try await second.value }
    gate.open()
    #expect(try await third.value.credentials.accessKeyId == "NEW")
    #expect(looks.value - gate.cancelled == 1)
  }

  @Test("When all who wait are cancelled the look is too, and the next one begins anew")
  func allCancelled() async throws {
    let (looks, gate) = (Counter(), Gate())
    let cache = CredentialsCache(Self.credentials("OLD", -1), date: { Self.start }) {
      looks.increment()
      guard looks.value == 1 else { return Self.credentials("NEW", 7200) }
      try await gate.wait()
      return Self.credentials("LATE", 7200)
    }
    let waiters = (0..<5).map { _ in Task { try await cache.current() } }
    await until { gate.waiting == 1 }
    for waiter in waiters { waiter.cancel() }
    for waiter in waiters {
      await #expect(throws: CancellationError.self) { try await waiter.value }
    }
    await until { gate.cancelled == 1 }
    #expect(try await cache.current().credentials.accessKeyId == "NEW")
    #expect(looks.value == 2)
  }

  @Test("A look beside the work goes on with nobody waiting")
  func beside() async throws {
    let (looks, gate) = (Counter(), Gate())
    let cache = CredentialsCache(Self.credentials("OLD", 800), date: { Self.start }) {
      looks.increment()
      try await gate.wait()
      return Self.credentials("NEW", 7200)
    }
    let request = Task { try await cache.current() }
    #expect(try await request.value.credentials.accessKeyId == "OLD")
    request.cancel()
    await until { gate.waiting == 1 }
    gate.open()
    await until { cache.known.credentials.accessKeyId == "NEW" }
    #expect(looks.value == 1)
  }

  @Test("A look that finds the same again is not made for each of those that were refused")
  func vain() async throws {
    let looks = Counter()
    let now = Mutex(Self.start)
    let same = Self.credentials("OLD", 7200)
    let cache = CredentialsCache(same, date: { now.withLock { $0 } }) {
      looks.increment()
      return same
    }
    for _ in 0..<20 { #expect(try await !cache.renewed(from: same)) }
    #expect(looks.value == 1)
    now.withLock { $0 += 6 }
    #expect(try await !cache.renewed(from: same))
    #expect(looks.value == 2)
  }

  @Test("Work that is ended is cancelled and waited for; what it left all the same is handed over")
  func ended() async throws {
    let gate = Gate()
    let work = SharedWork {
      try await gate.wait()
      return 1
    }
    let waiter = Task { try await work.value(#require(work.join())) }
    await until { gate.waiting == 1 }
    #expect(await work.end() == nil)
    await #expect(throws: CancellationError.self) { try await waiter.value }

    let stubborn = SharedWork {
      // A cancellation does not stop it.
      try? await gate.wait()
      return 2
    }
    let place = try #require(stubborn.join())
    let other = Task { try await stubborn.value(place) }
    await until { gate.waiting == 1 }
    other.cancel()
    await #expect(throws: CancellationError.self) { try await other.value }
    #expect(await stubborn.end() == 2)
    #expect(try await stubborn.value(#require(stubborn.join())) == 2)
  }

  @Test("First credentials of a profile: one who is cancelled takes them from no other")
  func shelf() async throws {
    let (looks, gate) = (Counter(), Gate())
    let shelf = CredentialsShelf()
    let make: @Sendable () async throws -> CredentialsCache = {
      looks.increment()
      try await gate.wait()
      let found = Self.credentials("NEW", 7200)
      return CredentialsCache(found, date: { Self.start }, resolve: { found })
    }
    let first = Task { try await shelf.cache("p", make) }
    await until { gate.waiting == 1 }
    first.cancel()
    await #expect(throws: CancellationError.self) { try await first.value }
    await until { gate.cancelled == 1 }
    let second = Task { try await shelf.cache("p", make) }
    let third = Task { try await shelf.cache("p", make) }
    await until { gate.waiting == 1 }
    gate.open()
    #expect(try await second.value === third.value)
    #expect(looks.value == 2)
  }
}
