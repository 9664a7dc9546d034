import GatewayKit
import Testing
import TollgateCLI

/// `keys import`: previewed, asked about what it overwrites, told line by line.
@Suite struct ImportTests {
  private func service(overwrites: Bool) -> GatewayService {
    var service = GatewayService.scripted()
    service.importKeys = { _, preview, _ in
      ImportOutcome(
        ids: preview ? [] : [KeyID("k7")], warnings: ["passed over: Colour"],
        lines: [
          .init(
            line: 2, name: "n",
            action: preview ? (overwrites ? "overwrite" : "create") : "created")
        ])
    }
    return service
  }

  @Test func newKeysAskNothing() async {
    let scene = Scene(service(overwrites: false), input: "Name,Key\nn,v\n")
    let result = await scene.run("keys", "import", "-", "-o", "json")
    #expect(
      result
        == .init(
          code: 0,
          out: """
            {"imported":["k7"],"warnings":["passed over: Colour"],\
            "lines":[{"line":2,"name":"n","action":"created"}]}

            """, err: ""))
  }

  @Test func overwritingAsksForTheCount() async {
    let refused = await Scene(service(overwrites: true), files: ["f": ""])
      .run("keys", "import", "f")
    #expect(refused.code == 4)
    #expect(
      refused.err == """
        Not confirmed: this would import 1 keys, 1 of which exist, and there is no terminal to ask \
        on. Add --yes to go on without being asked.

        """)
    let asked = await Scene(
      service(overwrites: true), terminals: .all, answers: ["1"], files: ["f": ""]
    ).run("keys", "import", "f")
    #expect(asked.code == 0)
    #expect(asked.out == "Line  Name  Action\n   2  n     created\n")
    #expect(
      asked.err == """
        This will import 1 keys, 1 of which exist. Type 1 to go on: passed over: Colour.

        """)
  }

  @Test func aPreviewIsAllowedWhenReadOnly() async {
    let result = await Scene(service(overwrites: true), files: ["f": ""])
      .run("keys", "import", "f", "--preview", "--read-only")
    #expect(result.code == 0)
    #expect(result.out == "Line  Name  Action\n   2  n     overwrite\n")
  }

  @Test func whatIsNoTextIsRefused() async {
    let missing = await Scene().run("keys", "import", "none.csv", "-y")
    #expect(
      missing == .init(code: 65, out: "", err: "none.csv cannot be read. Check the path.\n"))
  }
}
