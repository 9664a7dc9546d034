import AWSClient
import Foundation
import GatewayKit
import Logging
import Synchronization
import Testing

/// Several contexts as one service: order, failures, homes.
struct ContextTests {
  private static func context(_ name: String) -> GatewayContext {
    GatewayContext(profile: name, region: "eu-west-1")
  }

  private static func service(_ name: String, keys: [String]) -> GatewayService {
    var service = GatewayService.unimplemented(
      identity: ContextIdentity(context: context(name), credentialSource: name))
    service.keyPages = { _, _ in
      AsyncThrowingStream { continuation in
        for (place, id) in keys.enumerated() {
          let key = APIKey(id: KeyID(id), name: name, isEnabled: true, context: context(name))
          continuation.yield(
            KeyPage(
              keys: [key], number: place + 1, isLast: place == keys.count - 1,
              fetchedAt: Date(timeIntervalSince1970: 0)))
        }
        continuation.finish()
      }
    }
    service.key = { id, _ in
      APIKey(id: id, name: name, isEnabled: true, context: context(name))
    }
    service.perform = { change, _, _ in
      guard case .setEnabled(let key, _) = change else { throw CancellationError() }
      return ChangeOutcome(
        subject: .key(key), summary: "\(name) \(key.id.home.number)",
        at: Date(timeIntervalSince1970: 0), requestIds: [], journalId: 1, isReversible: true)
    }
    return service
  }

  private static let failure = GatewayError(
    kind: .credentials, code: "NoCredentials", message: "None.", advice: "Log in.")

  private static func member(
    _ place: Int, _ name: String, isNamed: Bool = true,
    open: @escaping @Sendable () async throws -> GatewayService
  ) -> ContextMember {
    ContextMember(
      home: Home(place), setting: ContextSetting(profile: name), isNamed: isNamed,
      seconds: { 0 }, open: open)
  }

  private static func pages(_ service: GatewayService) async throws -> [KeyPage] {
    var pages: [KeyPage] = []
    for try await page in service.keyPages(nil, .forPerson) { pages.append(page) }
    return pages
  }

  @Test func pagesOfAllAndOneLastOne() async throws {
    let set = ContextSet(
      members: [
        Self.member(0, "a") { Self.service("a", keys: ["k1", "k2"]) },
        Self.member(1, "b") { throw Self.failure },
        Self.member(2, "c") { Self.service("c", keys: ["k1"]) },
      ], close: {})
    let service = try await GatewayService.joined(set)
    let pages = try await Self.pages(service)
    let ids = Set(pages.flatMap { $0.keys.map(\.id) })
    #expect(
      ids == [
        KeyID("k1", home: Home(0)), KeyID("k2", home: Home(0)), KeyID("k1", home: Home(2)),
      ])
    #expect(pages.filter(\.isLast).count == 1)
    #expect(pages.last?.isLast == true)
    #expect(pages.compactMap(\.failure).map(\.home) == [Home(1)])
    #expect(service.contexts().map(\.error?.code) == [nil, "NoCredentials", nil])
  }

  @Test(.timeLimit(.minutes(1))) func theFirstIsAskedWhileAnotherHangs() async throws {
    let (asked, signal) = AsyncStream.makeStream(of: Void.self)
    let set = ContextSet(
      members: [
        Self.member(0, "a") {
          var service = Self.service("a", keys: [])
          service.identify = {
            signal.finish()
            return ContextIdentity(context: Self.context("a"), credentialSource: "a")
          }
          return service
        },
        Self.member(1, "b") {
          var service = Self.service("b", keys: [])
          // It answers only after the first was asked.
          service.identify = {
            for await _ in asked {}
            return ContextIdentity(context: Self.context("b"), credentialSource: "b")
          }
          return service
        },
      ], close: {})
    let service = try await GatewayService.joined(set)
    #expect(try await service.identify().context == Self.context("a"))
    #expect(service.contexts().map(\.answeredIn) == [0, 0])
  }

  @Test func oneThatNobodyNamedIsLeftOut() async throws {
    let set = ContextSet(
      members: [
        Self.member(0, "default", isNamed: false) { throw Self.failure },
        Self.member(1, "b") { Self.service("b", keys: ["k1"]) },
      ], close: {})
    let service = try await GatewayService.joined(set)
    #expect(service.identity().context == Self.context("b"))
    #expect(try await Self.pages(service).compactMap(\.failure) == [])
    #expect(service.contexts().map(\.context.profile) == ["b"])
  }

  @Test func whereNoneOpensTheFirstFailureIsTold() async throws {
    let closed = Mutex(0)
    let set = ContextSet(
      members: [
        Self.member(0, "a") { throw Self.failure }, Self.member(1, "b") { throw Self.failure },
      ], close: { closed.withLock { $0 += 1 } })
    await #expect(throws: Self.failure) { try await GatewayService.joined(set) }
    #expect(closed.withLock { $0 } == 1)
  }

  @Test func oneThatFailedIsOpenedAgain() async throws {
    let tries = Mutex(0)
    let member = Self.member(0, "a") {
      let count = tries.withLock {
        $0 += 1
        return $0
      }
      guard count > 1 else { throw Self.failure }
      return Self.service("a", keys: [])
    }
    await #expect(throws: Self.failure) { try await member.service() }
    #expect(member.standing.error == Self.failure)
    #expect(try await member.ask { $0.identity().context } == Self.context("a"))
    #expect(member.standing.error == nil)
  }

  @Test func idsLeaveAndComeBackByTheirHome() async throws {
    let set = ContextSet(
      members: [
        Self.member(0, "a") { Self.service("a", keys: ["k1"]) },
        Self.member(1, "b") { Self.service("b", keys: ["k1"]) },
      ], close: {})
    let service = try await GatewayService.joined(set)
    _ = try await Self.pages(service)
    let key = try await service.key(KeyID("k1", home: Home(1)), .forPerson)
    #expect(key.name == "b")
    #expect(key.id == KeyID("k1", home: Home(1)))
    let outcome = try await service.perform(.setEnabled(key, false), .forPerson, { _ in })
    #expect(outcome.summary == "b 0")
    #expect(outcome.subject == .key(key))
  }

  @Test func settingsOfTheFile() {
    let config = GatewayConfig(
      yaml: """
        contexts:
          - staging
          - prod/eu-west-1
          - { profile: lab, regions: [r-a-1, r-b-2], readOnly: yes, protected: true }
          - { readOnly: true }
          - { profile: odd, readOnly: maybe }
          - staging/
          - /eu-west-1
        """, file: "f")
    #expect(
      config.contexts == [
        ContextSetting(profile: "staging"), ContextSetting(profile: "prod", region: "eu-west-1"),
        ContextSetting(profile: "lab", region: "r-a-1", isReadOnly: true, isProtected: true),
        ContextSetting(profile: "lab", region: "r-b-2", isReadOnly: true, isProtected: true),
        ContextSetting(profile: "odd", isReadOnly: true),
      ])
    #expect(
      config.problems.map(\.description) == [
        "f, line 5: a context should be a profile, profile/region or settings; it is passed over",
        "f, line 6: readOnly should be true or false; it is taken for true",
        "f, line 7: a context should be a profile, profile/region or settings; it is passed over",
        "f, line 8: a context should be a profile, profile/region or settings; it is passed over",
      ])
    #expect(config.isReadOnly(GatewayContext(profile: "odd", region: "anywhere")))
    #expect(!config.isReadOnly(GatewayContext(profile: "lab", region: "r-c-3")))
    #expect(
      config.isProtected(GatewayContext(profile: "lab", region: "r-b-2"), account: nil))
  }
}
