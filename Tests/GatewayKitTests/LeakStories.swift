import AWSClient
import Foundation
import GatewayKit
import LocalStore
import Logging
import Sandbox
import SigV4
import Synchronization
import TestSupport
import Testing

/// What a search told.
struct Told {
  var announced: [String] = []
  var matches: [LeakMatch] = []
  var findings: LeakFindings

  /// The first match.
  var first: LeakMatch? { findings.matches.first }
}

extension GatewayService {
  /// Searches a text to its end.
  func find(_ text: String, origin: String = "a paste") async throws -> Told {
    try await find(LeakText(origin: origin, text: text))
  }

  /// Searches a text to its end.
  func find(_ text: LeakText) async throws -> Told {
    var told = Told(findings: LeakFindings(origin: ""))
    for try await event in findLeaks(text) {
      switch event {
      case .announced(let sentence): told.announced.append(sentence)
      case .progress: break
      case .match(let match): told.matches.append(match)
      case .finished(let findings): told.findings = findings
      }
    }
    return told
  }

  /// A key's value, as a person would see it.
  func value(of key: APIKey) async throws -> String {
    try await reveal(key.id, .showValue).revealed(for: .showValue)
  }
}

@Suite struct LeakStories {
  /// A service whose local index has seen nothing.
  private func fresh(_ world: World, _ name: String = "state-fresh") async throws -> GatewayService
  {
    try await world.connect(stateFolder: world.folder.path + "/" + name)
  }

  @Test func findsAWholeValueAndStopsThere() async throws {
    try await World.tell(keys: 1_200) { world in
      let helper = try await world.connect()
      let keys = try await helper.allKeys()
      let key = keys[10]
      let value = try await helper.value(of: key)
      let service = try await fresh(world)
      _ = world.wire.takeSent()
      let told = try await service.find("curl -H 'x-api-key: \(value)' https://example.com\n")
      let match = try #require(told.first)
      #expect(told.findings.matches.count == 1)
      #expect(match.key.id == key.id)
      #expect(match.evidence == .value)
      #expect(match.confidence == .exact)
      #expect(match.line == 1)
      #expect(match.leak == 1)
      #expect(match.words == "\(value.prefix(6))...\(value.suffix(7)), the whole value")
      #expect(match.key.plans != nil)
      #expect(told.announced.count == 1)
      #expect(told.findings.unmatched == 0)
      #expect(told.findings.searched.contexts == 1)
      #expect(told.findings.searched.keys == 500)
      // The second page was on its way already.
      #expect(told.findings.searched.requests <= 3)
      let journal = try await service.journal(5)
      #expect(journal.map(\.action) == ["ask for the values of all keys to find a leaked one"])
      #expect(journal.map(\.outcome) == ["done"])
      await service.close()
      await helper.close()
    }
  }

  @Test func aValueThatWasSeenTakesTwoRequestsAndNoAnnouncement() async throws {
    try await World.tell(keys: 30) { world in
      let service = try await world.connect()
      let key = try #require(try await service.allKeys().first)
      let value = try await service.value(of: key)
      _ = try await service.find(value)
      await service.close()

      let second = try await world.connect()
      _ = world.wire.takeSent()
      let told = try await second.find("{\"Secret\": \"\(value)\"}")
      #expect(
        Set(world.wire.takeSent()) == ["GET /apikeys/\(key.id.wire)", "GET /usageplans"])
      #expect(told.announced == [])
      #expect(told.first?.key.id == key.id)
      #expect(told.first?.evidence == .value)
      #expect(told.first?.confidence == .exact)
      #expect(told.findings.searched.requests == 2)
      await second.close()
    }
  }

  @Test func findsPartsHashesIdsAndNames() async throws {
    try await World.tell(keys: 40) { world in
      let helper = try await world.connect()
      try await helper.perform(.createKey(KeyDraft(name: "acme-mobile")))
      let key = try #require(try await helper.allKeys().first { $0.name == "acme-mobile" })
      let value = try await helper.value(of: key)
      await helper.close()
      let cases: [(String, LeakMatch.Evidence, LeakMatch.Confidence)] = [
        ("\(value.prefix(6))...\(value.suffix(7))", .prefixSuffix, .certain),
        ("\(value.prefix(6))…\(value.suffix(7))", .prefixSuffix, .certain),
        ("***\(value.suffix(6))", .suffix, .certain),
        ("***\(value.suffix(4))", .suffix, .candidate),
        ("API Key: ****…\(value.suffix(6))", .suffix, .certain),
        (key.id.wire, .id, .exact),
        (key.name, .name, .certain),
        ("Someone wrote:\n\n\(key.name)\n", .name, .candidate),
      ]
      for (number, (text, evidence, confidence)) in cases.enumerated() {
        let service = try await fresh(world, "state-\(number)")
        let told = try await service.find(text)
        #expect(told.findings.matches.map(\.key.id) == [key.id], "\(text)")
        #expect(told.first?.evidence == evidence, "\(text)")
        #expect(told.first?.confidence == confidence, "\(text)")
        #expect(told.findings.unmatched == 0, "\(text)")
        #expect(told.announced.isEmpty == [.id, .name].contains(evidence), "\(text)")
        await service.close()
      }
    }
  }

  @Test func aKeyThatIsDisabledSaysSoAndSoDoesARevokedOne() async throws {
    try await World.tell(keys: 20) { world in
      let service = try await world.connect()
      let key = try #require(try await service.allKeys().first(where: \.isEnabled))
      try await service.perform(.setEnabled(key, false))
      let store = try LocalStore.open(folder: world.folder.path + "/state", now: Date())
      let revoked = Date(timeIntervalSince1970: 1_790_000_000)
      try await store.bury([
        Tombstone(
          place: JournalPlace(
            profile: key.context.profile, region: key.context.region,
            endpoint: service.identity().endpoint ?? ""), keyId: key.id.shown, name: key.name,
          fingerprint: nil, revokedAt: revoked)
      ])
      try store.close()
      let told = try await service.find(key.id.wire)
      let match = try #require(told.first)
      #expect(!match.key.isEnabled)
      let changed = try #require(match.key.lastUpdatedDate)
      #expect(
        match.words
          == "id \(key.id.shown); disabled already, last changed \(changed.iso8601)")
      #expect(match.revokedAt == revoked)
      await service.close()
    }
  }

  @Test func severalKeysAreSeveralLeaksInOrderOfLines() async throws {
    try await World.tell(keys: 20) { world in
      let helper = try await world.connect()
      let keys = try await helper.allKeys().prefix(3)
      var values: [String] = []
      for key in keys { values.append(try await helper.value(of: key)) }
      let service = try await fresh(world)
      let told = try await service.find(
        "+ key = \(values[2])\r\n- key = \(values[0])\r\n\n\"\(values[1])\",\n")
      #expect(told.findings.matches.map(\.key.id) == [keys[2].id, keys[0].id, keys[1].id])
      #expect(told.findings.matches.map(\.line) == [1, 2, 4])
      #expect(told.findings.leaks.count == 3)
      #expect(told.findings.unmatched == 0)
      await service.close()
      await helper.close()
    }
  }

  @Test func aLongTextIsReadThroughOnce() async throws {
    try await World.tell(keys: 40) { world in
      let helper = try await world.connect()
      let key = try await helper.allKeys()[30]
      let value = try await helper.value(of: key)
      let service = try await fresh(world)
      let line = Array("2026-11-20T10:00:00Z GET /orders 200 an ordinary line of a log\n".utf8)
      let pieces = Mutex(40_000)
      let told = try await service.find(
        LeakText(origin: "file big.log") {
          pieces.withLock { left in
            left -= 1
            if left == 10 { return Array("x-api-key: \(value)\n".utf8) }
            return left > 0 ? line : nil
          }
        })
      #expect(told.findings.matches.map(\.key.id) == [key.id])
      #expect(told.first?.line == 39_990)
      #expect(told.findings.origin == "file big.log")
      #expect(told.findings.unmatched == 0)
      #expect(told.announced.count == 1)
      await service.close()
      await helper.close()
    }
  }

  @Test func redactedFindingsAreNotClean() async throws {
    try await World.tell(keys: 5) { world in
      let service = try await fresh(world)
      let told = try await service.find(
        #"[{"RuleID":"generic-api-key","Secret":"REDACTED","Match":"key=REDACTED"}]"#)
      #expect(told.findings.matches == [])
      #expect(told.findings.unmatched == 1)
      #expect(told.findings.notes.count == 1)
      #expect(told.findings.notes.first?.hasPrefix("One finding is REDACTED") == true)
      await service.close()
    }
  }

  @Test func aContextThatFailsIsNamed() async throws {
    try await World.tell(keys: 8) { world in
      let other = try await SandboxServer.start(SandboxOptions(keys: 5, seed: 2, isUnlimited: true))
      let files = world.folder.path
      let environment = Dictionary(world.server.environment.map { ($0.name, $0.value) }) { $1 }
      func variable(_ name: String) -> String { environment[name] ?? "" }
      let address = Dictionary(other.environment.map { ($0.name, $0.value) }) { $1 }
      try """
      [main]
      aws_access_key_id = \(variable("AWS_ACCESS_KEY_ID"))
      aws_secret_access_key = \(variable("AWS_SECRET_ACCESS_KEY"))
      region = us-east-1
      endpoint_url = \(variable("AWS_ENDPOINT_URL"))
      [second]
      aws_access_key_id = \(variable("AWS_ACCESS_KEY_ID"))
      aws_secret_access_key = \(variable("AWS_SECRET_ACCESS_KEY"))
      region = us-east-1
      endpoint_url = \(address["AWS_ENDPOINT_URL"] ?? "")
      """.write(toFile: files + "/credentials", atomically: true, encoding: .utf8)
      try FileManager.default.createDirectory(
        atPath: files + "/config/tollgate", withIntermediateDirectories: true)
      try "contexts: [main, second, third]\n".write(
        toFile: files + "/config/tollgate/config.yaml", atomically: true, encoding: .utf8)
      var logger = Logger(label: "tests")
      logger.logLevel = .critical
      let service = try await GatewayService.connect(
        ConnectionOptions(
          profile: "main", stateDirectory: files + "/state",
          environment: [
            "XDG_CONFIG_HOME": files + "/config", "HOME": files,
            "AWS_SHARED_CREDENTIALS_FILE": files + "/credentials",
          ], logger: logger), clock: world.clock.clock, transport: world.wire.transport,
        retries: RetryPolicy(throttleBase: 0, transientBase: 0))
      // The same value in both, as a key that was made for two regions has it.
      let value = "Zx9Yw8Vu7Ts6Rq5Po4Nm3Lk2Ji1Hg0FeDcBaAbCd"
      try await service.perform(
        .createKey(KeyDraft(name: "twin", value: KeyValue(entered: value))))
      let told = try await service.find(
        "https://abc123.execute-api.eu-west-1.amazonaws.com/prod x-api-key: \(value)")
      #expect(told.findings.matches.map(\.key.name) == ["twin"])
      #expect(told.findings.notSearched.map(\.context.profile) == ["third"])
      #expect(told.findings.searched.contexts == 2)
      #expect(
        told.findings.notes == [
          "The text names the API abc123 in eu-west-1, and no context covers that region: add one to "
            + "contexts in config.yaml, or search with --region eu-west-1."
        ])
      await service.close()
      try await other.stop()
    }
  }

  @Test func detailsTellPlansOpeningsAndUse() async throws {
    try await World.tell(keys: 12) { world in
      world.clock.freeze()
      let service = try await world.connect()
      let key = try await service.allKeys()[8]
      let match = try #require(try await service.find(key.id.wire).first)
      var details: [LeakDetail] = []
      for try await detail in service.leakDetails(match) { details.append(detail) }
      var kinds: Set<String> = []
      for detail in details {
        switch detail {
        case .plans(let plans):
          kinds.insert("plans")
          #expect(plans.map(\.id) == match.key.plans?.map(\.id))
        case .opens(let openings):
          kinds.insert("opens")
          #expect(openings.allSatisfy { $0.methods?.isEmpty == false })
        case .exposure(let exposure):
          kinds.insert("exposure")
          #expect(exposure.ninetyDays == exposure.days.reduce(0) { $0 + $1.used })
        case .management: kinds.insert("management")
        case .traffic, .note: break
        }
      }
      #expect(kinds == ["plans", "opens", "exposure", "management"])
      await service.close()
    }
  }

  @Test func saysWhatItDidNotFind() async throws {
    try await World.tell(keys: 30) { world in
      let service = try await fresh(world)
      let told = try await service.find("x-api-key: Qw3rTy9uIoP1aSdFgH2jKlZxCv4bNm5qWeRtYu6i\n")
      #expect(told.findings.matches == [])
      #expect(told.findings.unmatched == 1)
      #expect(told.findings.searched.keys == 30)
      #expect(told.findings.searched.contexts == 1)
      #expect(told.findings.notSearched == [])
      await service.close()
    }
  }
}
