import GatewayKit
import Synchronization
import Testing
import TollgateCLI

/// The way of a change: resolved, confirmed, sent, told.
@Suite struct ChangeTests {
  @Test func withoutATerminalAChangeNeedsYes() async {
    let scene = Scene()
    let result = await scene.run("keys", "disable", "acme-mobile")
    #expect(
      result
        == .init(
          code: 4, out: "",
          err: """
            Not confirmed: this would disable key acme-mobile, and there is no terminal to \
            ask on. Add --yes to go on without being asked.

            """))
    #expect(scene.changes.isEmpty)
  }

  @Test(arguments: [("y", true), (" y ", true), ("", false), ("n", false), ("yes", false)])
  func onATerminalOneIsAskedForY(_ answer: String, _ isDone: Bool) async {
    let scene = Scene(terminals: .all, answers: [answer])
    let result = await scene.run("keys", "disable", "acme-mobile")
    let question = "This will disable key acme-mobile. Type y to go on: "
    let refusal =
      "Not confirmed, so nothing was changed. Run the command again and type what it asks for, or "
      + "add --yes.\n"
    #expect(result.code == (isDone ? 0 : 4))
    #expect(result.err == (isDone ? question : question + refusal))
    #expect(scene.changes.count == (isDone ? 1 : 0))
  }

  @Test(arguments: [("2", true), ("y", false), ("", false)])
  func severalAreAskedForTheirCount(_ answer: String, _ isDone: Bool) async {
    let scene = Scene(terminals: .all, answers: [answer])
    let result = await scene.run("keys", "delete", "acme-mobile", "globex-web")
    #expect(
      result.err.hasPrefix(
        "This will delete 2 keys: acme-mobile, globex-web. Type 2 to go on: "))
    #expect(scene.changes.count == (isDone ? 2 : 0))
  }

  @Test func yesAnswers() async {
    let scene = Scene()
    let result = await scene.run("keys", "disable", "globex-web", "k1", "k2", "-y", "-o", "json")
    #expect(
      result
        == .init(
          code: 0,
          out: """
            [
            {"id":"k2","name":"globex-web","ok":true},
            {"id":"k1","name":"acme-mobile","ok":true}
            ]

            """, err: ""))
  }

  @Test func oneThatFailsStopsNoOther() async {
    let error = GatewayError(
      kind: .temporary, code: "TooManyRequestsException", message: "Too many requests",
      advice: "Try again", requestId: "r7")
    let scene = Scene(.scripted(failing: ["acme-mobile": error]))
    let result = await scene.run("keys", "enable", "k1", "k2", "--yes", "-o", "json")
    #expect(
      result
        == .init(
          code: 1,
          out: """
            [
            {"id":"k1","name":"acme-mobile","ok":false,"error":{"code":"TooManyRequestsException",\
            "message":"Too many requests.","advice":"Try again.","requestId":"r7"}},
            {"id":"k2","name":"globex-web","ok":true}
            ]

            """, err: ""))
    let table = await Scene(.scripted(failing: ["acme-mobile": error]))
      .run("keys", "enable", "k1", "k2", "--yes")
    #expect(
      table.out == """
        Id  Name         Done     Why not
        k1  acme-mobile  failed   Too many requests. Try again.
        k2  globex-web   enabled

        """)
  }

  @Test func anUnknownKeyChangesNothing() async {
    let scene = Scene()
    let result = await scene.run("keys", "disable", "k1", "nobody", "--yes")
    #expect(
      result == .init(code: 3, out: "", err: "There is no key nobody. List what is there.\n"))
    #expect(scene.changes.isEmpty)
  }

  @Test(arguments: [
    ["keys", "disable", "k1"], ["keys", "create", "--name", "n"], ["plans", "delete", "basic"],
    ["undo"], ["keys", "import", "f.csv"],
    ["usage", "grant", "k1", "--plan", "basic", "--add", "1"],
  ])
  func readOnlyConnectsToNothing(_ words: [String]) async {
    let scene = Scene()
    let result = await scene.run(words + ["--read-only", "--yes"])
    #expect(result.code == 4)
    #expect(
      result.err.hasPrefix("This command changes something, and --read-only allows no change."))
    #expect(scene.state.withLock { $0.connections.isEmpty })
  }

  @Test func anInterruptionNamesWhatWasNotSent() async {
    var service = GatewayService.scripted()
    service.perform = { _, _, _ in throw CancellationError() }
    let result = await Scene(service).run("keys", "enable", "k1", "k2", "--yes", "-o", "json")
    let interrupted = """
      "error":{"code":"Interrupted","message":"Interrupted.",\
      "advice":"What was not sent by then was dropped.","requestId":null}
      """
    #expect(result.code == 130)
    #expect(
      result.out == """
        [
        {"id":"k1","name":"acme-mobile","ok":false,\(interrupted)},
        {"id":"k2","name":"globex-web","ok":false,\(interrupted)}
        ]

        """)
  }

  @Test func longWorkShowsABar() async {
    let scene = Scene(terminals: .all, answers: [])
    let result = await scene.run("keys", "enable", "k1", "k2", "--yes")
    #expect(result.err == "\r\u{1B}[K[####################] 2 of 2 done\r\u{1B}[K")
  }

  @Test func aMembershipIsToldByItsIds() async {
    var service = GatewayService.scripted()
    service.perform = { change, _, _ in
      guard case .attach(let key, let plan) = change else { throw CancellationError() }
      return ChangeOutcome(
        subject: .membership(key: key, plan: plan, attached: true),
        summary: "attached acme-mobile to basic", at: .noon, requestIds: [], journalId: 1,
        isReversible: true)
    }
    let json = await Scene(service).run("plans", "attach", "k1", "basic", "-y", "-o", "json")
    #expect(json.out == "{\"keyId\":\"k1\",\"planId\":\"pl1\",\"attached\":true}\n")
    let table = await Scene(service).run("plans", "attach", "k1", "basic", "-y")
    #expect(table.out == "Attached acme-mobile to basic.\n")
  }
}
