import Foundation
import SigV4
import Synchronization
import Testing

@testable import AWSClient

@Suite("Renewing credentials")
struct RenewalTests {
  private static let start = Date(timeIntervalSince1970: 1_769_860_800)

  private static func credentials(_ id: String, _ seconds: Double) -> ResolvedCredentials {
    ResolvedCredentials(
      credentials: Credentials(
        accessKeyId: id, secretAccessKey: SecretValue("s"), expiration: start + seconds),
      source: "test")
  }

  @Test("However many wait, there is one look")
  func single() async throws {
    let looks = Counter()
    let gate = Gate()
    let cache = CredentialsCache(Self.credentials("OLD", 60), date: { Self.start }) {
      looks.increment()
      try await gate.wait()
      return Self.credentials("NEW", 7200)
    }
    let ids = try await withThrowingTaskGroup(of: String.self) { group in
      for _ in 0..<20 {
        group.addTask { try await cache.current().credentials.accessKeyId }
      }
      while looks.value == 0 { await Task.yield() }
      gate.open()
      return try await group.reduce(into: Set<String>()) { $0.insert($1) }
    }
    #expect(looks.value == 1)
    // Those that came while the look was fresh may have gone on with what still works.
    #expect(ids.isSubset(of: ["NEW", "OLD"]))
    #expect(ids.contains("NEW"))
    #expect(cache.known.credentials.accessKeyId == "NEW")
  }

  @Test("A quarter of an hour before the end requests go on while the look is under way")
  func advisory() async throws {
    let looks = Counter()
    let gate = Gate()
    let cache = CredentialsCache(Self.credentials("OLD", 800), date: { Self.start }) {
      looks.increment()
      try await gate.wait()
      return Self.credentials("NEW", 7200)
    }
    #expect(try await cache.current().credentials.accessKeyId == "OLD")
    #expect(try await cache.current().credentials.accessKeyId == "OLD")
    gate.open()
    while cache.known.credentials.accessKeyId == "OLD" { await Task.yield() }
    #expect(looks.value == 1)
    let early = CredentialsCache(Self.credentials("OLD", 901), date: { Self.start }) {
      looks.increment()
      return Self.credentials("NEW", 7200)
    }
    #expect(try await early.current().credentials.accessKeyId == "OLD")
    #expect(looks.value == 1)
  }

  @Test("A look that fails is told when there is nothing left")
  func failure() async throws {
    let failure = AWSError.credentials("SSOExpired", "run “aws sso login”.")
    let near = CredentialsCache(Self.credentials("OLD", 60), date: { Self.start }) { throw failure }
    #expect(try await near.current().credentials.accessKeyId == "OLD")
    let gone = CredentialsCache(Self.credentials("OLD", 0), date: { Self.start }) { throw failure }
    #expect(try await awsError { try await gone.current() } == failure)
    let same = CredentialsCache(Self.credentials("OLD", -1), date: { Self.start }) {
      Self.credentials("OLD", -1)
    }
    #expect(
      try await awsError { try await same.current() }?.message
        == "The credentials from test have expired.")
  }

  @Test("Credentials that take a person are used up before anybody is asked")
  func byCode() async throws {
    for renewal in [CredentialsRenewal.byCode, .byHand] {
      let looks = Counter()
      let now = Mutex(Self.start)
      var old = Self.credentials("OLD", 60)
      old.renewal = renewal
      let cache = CredentialsCache(old, date: { now.withLock { $0 } }) {
        looks.increment()
        return Self.credentials("NEW", 7200)
      }
      #expect(try await cache.current().credentials.accessKeyId == "OLD")
      #expect(looks.value == 0)
      now.withLock { $0 += 60 }
      #expect(try await cache.current().credentials.accessKeyId == "NEW")
      #expect(looks.value == 1)
    }
  }

  @Test("A person hears whether credentials renew themselves, and what to do when they do not")
  func standing() async throws {
    let failure = AWSError.credentials("SSOExpired", "run “aws sso login”.")
    var old = Self.credentials("OLD", 60)
    old.source = "IAM Identity Center, role r in 1"
    let cache = CredentialsCache(old, date: { Self.start }) { throw failure }
    #expect(cache.standing(profile: "prod").renewsItself)
    _ = try await cache.current()
    #expect(
      cache.standing(profile: "prod")
        == CredentialsStanding(
          source: old.source, expiresAt: Self.start + 60, renewsItself: false,
          advice: "run aws sso login --profile prod"))
    func advice(
      _ source: String, _ renewal: CredentialsRenewal, signIn: String? = nil
    ) -> CredentialsStanding {
      var credentials = Self.credentials("ID", 60)
      credentials.source = source
      credentials.renewal = renewal
      credentials.signIn = signIn
      return CredentialsStanding(credentials, isStuck: false, profile: "my prod")
    }
    #expect(
      advice("aws login of profile my prod", .byItself).advice
        == "run aws login --profile 'my prod'")
    #expect(
      advice("role r of profile x", .byItself, signIn: "aws sso login --profile base").advice
        == "run aws sso login --profile base")
    #expect(advice("role r of profile x", .byCode).renewsItself == false)
    #expect(
      advice("role r of profile x", .byCode).advice
        == "the code of the MFA device is asked for then")
    #expect(
      advice("environment", .byHand).advice == "put others into the environment and start again")
    #expect(
      advice("credential_process of profile x", .byItself).advice
        == "renew them where they come from: credential_process of profile x")
  }

  @Test("After the service refused them there is one look and one more sending")
  func refused() async throws {
    let expired = ScriptedTransport.Reply.fault(403, "ExpiredTokenException", "expired")
    let looks = Counter()
    let bench = Bench([expired, .json("{}")], credentials: Self.credentials("OLD", 7200)) {
      looks.increment()
      return Self.credentials("NEW", 7200)
    }
    _ = try await bench.gateway.getAccount(lane: .interactive)
    #expect(bench.network.requests.count == 2)
    #expect(looks.value == 1)
    #expect(
      bench.network.requests.last?.header("authorization")?.contains("Credential=NEW/") == true)
    let again = Bench([expired, expired], credentials: Self.credentials("OLD", 7200)) {
      Self.credentials("NEW", 7200)
    }
    let error = try await awsError { try await again.gateway.getAccount(lane: .interactive) }
    #expect(error?.code == "ExpiredTokenException")
    #expect(again.network.requests.count == 2)
  }
}
