import Foundation
import GatewayKit
import Synchronization
import Testing
import TollgateCLI

/// `keys revoke`: what is acted on, what is asked, what is told, how it ends.
@Suite struct RevokeTests {
  /// What the scripted service was asked to revoke.
  private final class Asked: Sendable {
    let requests = Mutex<[RevokeRequest]>([])
    var ids: [[String]] { requests.withLock { $0.map { $0.matches.map(\.key.id.wire) } } }
  }

  private static func service(
    _ findings: LeakFindings, _ asked: Asked,
    outcome: @escaping @Sendable (RevokeRequest) -> RevokeOutcome = Self.done
  ) -> GatewayService {
    var service = GatewayService.scripted()
    service.findLeaks = { _ in
      AsyncThrowingStream { stream in
        stream.yield(.finished(findings))
        stream.finish()
      }
    }
    service.leakDetails = { _ in
      AsyncThrowingStream { stream in
        stream.yield(.exposure(.init(today: 1204, ninetyDays: 41_880, days: [])))
        stream.finish()
      }
    }
    service.revoke = { request, _ in
      asked.requests.withLock { $0.append(request) }
      return AsyncThrowingStream { stream in
        for match in request.matches {
          stream.yield(.disabled(match.key, at: .noon, milliseconds: 212, requestId: "r1"))
          stream.yield(.readBack(match.key, isDisabled: true))
        }
        stream.yield(.finished(outcome(request)))
        stream.finish()
      }
    }
    return service
  }

  private static func done(_ request: RevokeRequest) -> RevokeOutcome {
    RevokeOutcome(
      items: request.matches.map { match in
        var key = match.key
        key.isEnabled = false
        return .init(key: key, isDisabled: true, isVerified: true)
      }, proof: .none, requests: 2, milliseconds: 230,
      report: request.wantsReport
        ? IncidentReport(markdown: "# m\n", json: "{}\n", notice: "n\n") : nil)
  }

  private static let log = """
    12:00:00 UTC  disabled acme-mobile (k1) (212 ms, request id r1)
    12:00:00 UTC  read back acme-mobile (k1): disabled

    """
  private static let summary = """
    1 key matches; 2 pieces of the text look like keys and are none of them. Searched 400 keys in 1 \
    context with 4 requests in 212 ms.

    """

  @Test func withYesItIsDoneAndHasTheDocumentedShape() async {
    let asked = Asked()
    let result = await Scene(Self.service(.one, asked), input: "leak")
      .run("keys", "revoke", "--yes", "-o", "json")
    #expect(
      result
        == .init(
          code: 0,
          out: """
            {"keyId":"k1","name":"acme-mobile","disabled":true,"verified":true,"proof":"none",\
            "requests":2,"milliseconds":230}

            """, err: Self.summary + Self.log))
    #expect(
      asked.requests.withLock { $0 } == [
        RevokeRequest(matches: LeakFindings.one.matches, origin: "standard input")
      ])
  }

  @Test func withYesDetailsFollowForPeople() async {
    let result = await Scene(Self.service(.one, Asked())).run("keys", "revoke", "--yes")
    #expect(result.code == 0)
    #expect(
      result.out == """
        Key       k1
        Name      acme-mobile
        State     disabled, read back
        Proof     none: disabled, not proven
        Context   default · eu-central-1
        Requests  2
        Took      230 ms

        """)
    #expect(
      result.err == Self.summary + Self.log + "  Used        1,204 today, 41,880 in 90 days\n")
  }

  @Test(arguments: [("y", true), ("", false), ("acme-mobile", false)])
  func aTerminalIsAskedForY(_ answer: String, _ isDone: Bool) async {
    let asked = Asked()
    let scene = Scene(
      Self.service(.one, asked), terminals: .all, answers: [answer], files: ["f": "leak"])
    let result = await scene.run("keys", "revoke", "--from", "f")
    #expect(result.code == (isDone ? 0 : 4))
    #expect(asked.ids == (isDone ? [["k1"]] : []))
    #expect(
      result.err.contains(
        """
        acme-mobile  k1  enabled  default · eu-central-1
          px1KW6...qBazOJH, 6 and 7 (certain), line 3
        This will disable acme-mobile. Type y to go on: 
        """))
  }

  @Test func withoutATerminalItNeedsYes() async {
    let asked = Asked()
    let result = await Scene(Self.service(.one, asked)).run("keys", "revoke")
    #expect(result.code == 4)
    #expect(asked.ids.isEmpty)
    #expect(
      result.err == Self.summary + """
        Not confirmed: this would disable acme-mobile (k1, default · eu-central-1, \
        px1KW6...qBazOJH, 6 and 7), and there is no terminal to ask on. Add --yes, or give the text \
        with --from on a terminal to be asked.

        """)
  }

  @Test func severalDifferentKeysAreNotActedOn() async {
    let asked = Asked()
    var findings = LeakFindings.one
    findings.matches.append(.example("k2", "globex-web", leak: 2))
    let refused = await Scene(Self.service(findings, asked)).run("keys", "revoke", "--yes")
    #expect(refused.code == 4)
    #expect(refused.out == "")
    #expect(asked.ids.isEmpty)
    #expect(
      refused.err.contains(
        "The text names 2 different keys, and nothing was changed: acme-mobile (k1, "))
    #expect(refused.err.contains("globex-web (k2, "))
    let all = await Scene(Self.service(findings, asked))
      .run("keys", "revoke", "--yes", "--all-matches", "-o", "json")
    #expect(all.code == 0)
    #expect(asked.ids == [["k1", "k2"]])
    #expect(
      all.out == """
        [
        {"keyId":"k1","name":"acme-mobile","disabled":true,"verified":true,"proof":"none",\
        "requests":2,"milliseconds":230},
        {"keyId":"k2","name":"globex-web","disabled":true,"verified":true,"proof":"none",\
        "requests":2,"milliseconds":230}
        ]

        """)
  }

  @Test func oneValueInSeveralContextsIsOneLeak() async {
    let asked = Asked()
    var findings = LeakFindings.one
    findings.matches.append(.example("k7", "acme-mobile", leak: 1))
    let result = await Scene(Self.service(findings, asked)).run("keys", "revoke", "--yes")
    #expect(result.code == 0)
    #expect(asked.ids == [["k1", "k7"]])
  }

  @Test func aCandidateNeedsAPerson() async {
    let asked = Asked()
    var findings = LeakFindings.one
    findings.matches = [.example(confidence: .candidate)]
    let refused = await Scene(Self.service(findings, asked)).run("keys", "revoke", "--yes")
    #expect(refused.code == 4)
    #expect(refused.err.contains("The text may mean another key, and nothing was changed: "))
    #expect(asked.ids.isEmpty)
    let person = await Scene(
      Self.service(findings, asked), terminals: .all, answers: ["y"], files: ["f": ""]
    ).run("keys", "revoke", "--from", "f")
    #expect(person.code == 0)
    #expect(
      person.err.contains("The text may mean another key. This will disable acme-mobile. "))
  }

  @Test(arguments: [(false, Int32(3)), (true, Int32(1))])
  func nothingFoundChangesNothing(_ isPartial: Bool, _ code: Int32) async {
    let asked = Asked()
    var findings = LeakFindings(origin: "")
    if isPartial { findings.notSearched = [.other] }
    let result = await Scene(Self.service(findings, asked)).run("keys", "revoke", "--yes")
    #expect(result.code == code)
    #expect(asked.ids.isEmpty)
  }

  @Test func aReportIsThreeFilesThatWereNotThere() async {
    let asked = Asked()
    let scene = Scene(Self.service(.one, asked))
    let result = await scene.run("keys", "revoke", "--yes", "--report", "/tmp/a.md", "-o", "json")
    #expect(result.code == 0)
    #expect(
      scene.state.withLock { $0.files } == [
        "/tmp/a.md": "# m\n", "/tmp/a.json": "{}\n", "/tmp/a-notice.md": "n\n",
      ])
    #expect(
      result.err.hasSuffix(
        "Report written to /tmp/a.md and /tmp/a.json, a notice to the customer to "
          + "/tmp/a-notice.md.\n"))
    for taken in ["/tmp/b", "/tmp/b.json", "/tmp/b-notice.md"] {
      let scene = Scene(Self.service(.one, asked), files: [taken: "old"])
      let refused = await scene.run("keys", "revoke", "--yes", "--report", "/tmp/b")
      #expect(refused.code == 4)
      #expect(
        refused.err
          == "\(taken) exists, and it is not overwritten. Name a file that does not exist.\n")
      #expect(scene.state.withLock { $0.connections.isEmpty })
    }
    #expect(asked.ids.count == 1)
  }

  @Test func whatFailedIsTold() async {
    let error = GatewayError(
      kind: .credentials, code: "AccessDenied", message: "You may not", advice: "Ask")
    let outcome: @Sendable (RevokeRequest) -> RevokeOutcome = { request in
      RevokeOutcome(
        items: [
          .init(
            key: request.matches[0].key, isDisabled: false, isVerified: false, error: error)
        ], proof: .none, requests: 1, milliseconds: 9)
    }
    let result = await Scene(Self.service(.one, Asked(), outcome: outcome))
      .run("keys", "revoke", "--yes", "-o", "json")
    #expect(result.code == 77)
    #expect(
      result.out == """
        {"keyId":"k1","name":"acme-mobile","disabled":false,"verified":false,"proof":"none",\
        "requests":1,"milliseconds":9}

        """)
    #expect(result.err.contains("You may not. Ask.\n"))
  }

  @Test func aProofThatDidNotComeAboutIsSaid() async {
    let result = await Scene(Self.service(.one, Asked()))
      .run("keys", "revoke", "--yes", "--probe", "https://api.example.com/a", "-o", "json")
    #expect(result.code == 0)
    #expect(
      result.err.hasSuffix(
        "Disabled, not proven: what was asked for as proof did not come about.\n"))
  }

  @Test(arguments: [
    (["--carry-quota"], "--carry-quota is about the new key of --replace. Give both."),
    (["--deliver", "stdout"], "--deliver is about the new key of --replace. Give both."),
    (
      ["--probe", "api.example.com"], "--probe takes a URL, such as https://api.example.com/orders."
    ),
    (
      ["--replace", "--all-matches"],
      "--replace makes one new key, and --all-matches may revoke several. Give one of them."
    ),
  ])
  func wordsThatContradictAreRefused(_ words: [String], _ sentence: String) async {
    let result = await Scene().run(["keys", "revoke", "--yes"] + words)
    #expect(result.code == 64)
    #expect(result.err.hasPrefix("Error: \(sentence)\n"))
  }

  @Test func readOnlyConnectsToNothing() async {
    let scene = Scene()
    #expect(await scene.run("keys", "revoke", "--yes", "--read-only").code == 4)
    #expect(scene.state.withLock { $0.connections.isEmpty })
  }
}
