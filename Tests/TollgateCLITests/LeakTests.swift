import Foundation
import GatewayKit
import Synchronization
import Testing
import TollgateCLI

/// `keys find`: where the text comes from, what is printed, how it ends.
@Suite struct LeakTests {
  /// What the scripted search was given, and what it finds.
  private static func searching(_ findings: LeakFindings) -> GatewayService {
    var service = GatewayService.scripted()
    service.findLeaks = { leak in
      AsyncThrowingStream { stream in
        do {
          var all: [UInt8] = []
          while let piece = try leak.next() { all += piece }
          stream.yield(.announced("Asking for values of keys, which CloudTrail records"))
          stream.yield(.progress(.init(keys: 2, pages: 1, contexts: 0, allContexts: 1)))
          var end = findings
          end.origin = "\(leak.origin): \(String(decoding: all, as: UTF8.self))"
          end.notes.append(end.origin)
          for match in end.matches { stream.yield(.match(match)) }
          stream.yield(.finished(end))
          stream.finish()
        } catch {
          stream.finish(throwing: error)
        }
      }
    }
    return service
  }

  @Test func aMatchHasTheDocumentedShape() async {
    let scene = Scene(Self.searching(.one), input: "leak")
    let result = await scene.run("keys", "find", "-o", "json")
    #expect(
      result
        == .init(
          code: 0,
          out: """
            {"matches":[{"id":"k1","name":"acme-mobile","enabled":true,\
            "plans":[{"id":"pl1","name":"basic"}],"matchedBy":"prefixSuffix",\
            "confidence":"certain","line":3,\
            "context":{"profile":"default","region":"eu-central-1"}}],"unmatched":2,\
            "searched":{"keys":400,"contexts":1,"requests":4,"milliseconds":212},"notSearched":[]}

            """,
          err: """
            Asking for values of keys, which CloudTrail records.
            standard input: leak.
            1 key matches; 2 pieces of the text look like keys and are none of them. Searched 400 \
            keys in 1 context with 4 requests in 212 ms.

            """))
  }

  @Test func peopleGetATable() async {
    let result = await Scene(Self.searching(.one), input: "leak").run("keys", "find")
    #expect(
      result.out == """
        Id  Name         State  Plans  Matched                    Sure     Line  Context
        k1  acme-mobile  on     basic  px1KW6...qBazOJH, 6 and 7  certain     3  default · \
        eu-central-1

        """)
  }

  @Test(arguments: [(false, Int32(3)), (true, Int32(1))])
  func nothingIsFoundOnlyWhenAllWasSearched(_ isPartial: Bool, _ code: Int32) async {
    var findings = LeakFindings(origin: "")
    if isPartial { findings.notSearched = [.other] }
    let result = await Scene(Self.searching(findings)).run("keys", "find", "-o", "json")
    let missed =
      isPartial
      ? "{\"context\":{\"profile\":\"other\",\"region\":\"eu-west-1\"},\"reason\":\"No credentials\"}"
      : ""
    #expect(result.code == code)
    #expect(
      result.out == """
        {"matches":[],"unmatched":0,"searched":{"keys":0,"contexts":0,"requests":0,\
        "milliseconds":0},"notSearched":[\(missed)]}

        """)
    #expect(
      result.err.contains("Not searched: other · eu-west-1, because no credentials.") == isPartial)
  }

  @Test func aKeyThatIsFoundIsFoundThoughAContextWasNot() async {
    var findings = LeakFindings.one
    findings.notSearched = [.other]
    #expect(await Scene(Self.searching(findings)).run("keys", "find").code == 0)
  }

  @Test func stateIsSaidWithItsDate() async {
    var findings = LeakFindings.one
    findings.matches[0].key.isEnabled = false
    let disabled = await Scene(Self.searching(findings)).run("keys", "find").err
    #expect(
      disabled.contains(
        "acme-mobile (k1) is disabled already, last changed 2026-11-21 12:01 UTC.\n"))
    findings.matches[0].revokedAt = .noon
    let revoked = await Scene(Self.searching(findings)).run("keys", "find").err
    #expect(
      revoked.contains(
        "acme-mobile (k1) is disabled already: revoked as leaked on 2026-11-21 12:00 UTC.\n"))
    findings.matches[0].key.isEnabled = true
    let again = await Scene(Self.searching(findings)).run("keys", "find").err
    #expect(
      again.contains(
        "acme-mobile (k1) was revoked as leaked on 2026-11-21 12:00 UTC, and it is enabled again.\n"
      )
    )
  }

  @Test func aFileIsReadInPieces() async {
    let scene = Scene(Self.searching(.one), files: ["scan.json": "a text of several pieces"])
    let result = await scene.run("keys", "find", "--from", "scan.json")
    #expect(result.err.contains("file scan.json: a text of several pieces.\n"))
  }

  @Test func aTerminalIsAskedWithoutEcho() async {
    let scene = Scene(Self.searching(.one), terminals: .all, answers: ["first", "second"])
    let result = await scene.run("keys", "find")
    #expect(
      result.err.hasPrefix(
        "Paste the leaked text; it is not shown. An empty line or ctrl-d ends it.\n"))
    #expect(result.err.contains("a paste: first\\nsecond.\n"))
  }

  @Test(arguments: ["find", "revoke"])
  func anArgumentIsRefusedAndNotRepeated(_ verb: String) async {
    // Without an h, which the parser would take for the short form of --help after a dash.
    let value = "abcdefgXijKLMNOPQRST0123456789abcdefgXij"
    for words in [[value], ["--", value], [value, value], ["-\(value)"]] {
      let scene = Scene()
      let result = await scene.run(["keys", verb, "-o", "json"] + words)
      #expect(result.code == 64)
      #expect(result.out == "")
      #expect(!result.err.contains(value))
      #expect(scene.state.withLock { $0.connections.isEmpty })
    }
    let told = await Scene().run("keys", verb, value).err
    #expect(
      told.hasPrefix(
        """
        Error: Leaked text is no argument: others can see a command's arguments, and the shell \
        keeps them. Give it on stdin, or as a file with --from.

        """))
  }

  @Test(arguments: [
    "abcdefghijKLMNOPQRST", "abcdefghijKLMNOPQRSTUVWXYZ", "a.bcdefghijKLMNOPQRST012345",
  ])
  func aNameThatMayBeAValueIsNotRepeated(_ value: String) async {
    let result = await Scene().run("keys", "find", "--from", value, "-o", "json")
    #expect(result.code == 65)
    #expect(!result.err.contains(value))
    #expect(result.err.hasPrefix("--from names no file that can be read. "))
    let plain = await Scene().run("keys", "find", "--from", "scan.json")
    #expect(plain.err == "scan.json cannot be read. Check the path.\n")
  }
}

extension LeakFindings {
  /// One key, found by a part of its value.
  static let one = LeakFindings(
    matches: [.example()], unmatched: 2, searched: .example, origin: "standard input")
}

extension LeakFindings.Searched {
  /// A search of 400 keys.
  static var example: Self {
    var searched = Self()
    (searched.keys, searched.contexts, searched.requests, searched.milliseconds) = (400, 1, 4, 212)
    return searched
  }
}

extension LeakFindings.NotSearched {
  /// A context without credentials.
  static let other = Self(
    context: GatewayContext(profile: "other", region: "eu-west-1"), reason: "No credentials")
}

extension LeakMatch {
  /// A match of a key.
  static func example(
    _ id: String = "k1", _ name: String = "acme-mobile", leak: Int = 1,
    confidence: Confidence = .certain
  ) -> LeakMatch {
    var key = APIKey.example(id, name)
    key.plans = [UsagePlan.basic.reference]
    return LeakMatch(
      key: key, evidence: .prefixSuffix, confidence: confidence, line: 3,
      words: "px1KW6...qBazOJH, 6 and 7", leak: leak)
  }
}
