import GatewayKit
import Synchronization
import Testing
import TollgateCLI

/// What people read.
@Suite struct TableTests {
  @Test func columnsAreAligned() async {
    let result = await Scene().run("plans", "list")
    #expect(
      result.out == """
        Id   Name   Keys  Rate  Burst   Quota  Period  Stages       Description  Tags
        pl1  basic     2   100     50  10,000  MONTH   orders/prod               tier=basic
        pl2  open            –      –       –

        """)
  }

  @Test func foreignTextNeitherMovesNorColours() async {
    let evil = APIKey.example("k1", "a\u{1B}[31mb\u{202E}c\nd")
    let result = await Scene(.scripted(keys: [evil, .example("k2", "日本")])).run("keys", "list")
    #expect(
      result.out == """
        Id  Name                      State  Created     Changed     Description  Customer  Tags
        k1  a\\u{1b}[31mb\\u{202e}c\\nd  on     2026-11-21  2026-11-21
        k2  日本                      on     2026-11-21  2026-11-21

        """)
  }

  @Test func onATerminalLongTextGivesWay() async {
    let long = APIKey.example("k1", String(repeating: "n", count: 60))
    let scene = Scene(.scripted(keys: [long]), terminals: .all, columns: 80)
    let result = await scene.run("keys", "list")
    #expect(
      result.out == """
        Id  Name              State  Created     Changed     Description  Customer  Tags
        k1  nnnnnnnnnnnnnnn…  on     2026-11-21  2026-11-21

        """)
  }

  @Test func oneThingIsAListOfItsFields() async {
    let result = await Scene().run("keys", "show", "acme-mobile")
    #expect(
      result.out == """
        Id       k1
        Name     acme-mobile
        State    enabled
        Created  2026-11-21 12:00 UTC
        Changed  2026-11-21 12:01 UTC
        Tags     owner=acme
        Plans    basic
        Context  default · eu-central-1

        """)
  }

  @Test func nothingIsSaid() async {
    let result = await Scene(.scripted(keys: [])).run("keys", "list")
    #expect(result.out == "No keys.\n")
  }

  @Test func aClosedPipeEndsQuietly() async {
    let scene = Scene()
    scene.state.withLock { $0.isPipeBroken = true }
    let result = await scene.run("keys", "list")
    #expect(result == .init(code: 0, out: "", err: ""))
  }
}
