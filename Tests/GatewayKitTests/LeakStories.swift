import AWSClient
import Foundation
import GatewayKit
import LocalStore
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
      let keys = try await helper.allKeys()
      let key = try #require(
        keys.first { key in
          key.id.wire.count == 10 && !key.name.isEmpty
            && keys.filter { $0.name == key.name }.count == 1
        })
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
