import GatewayKit
import Testing
import TollgateCLI

/// Every failure has its code and its sentences.
@Suite struct ErrorReportTests {
  @Test(
    arguments: [
      (GatewayError.Kind.failed, 1), (.notFound, 3), (.refused, 4), (.usage, 64), (.badInput, 65),
      (.unreachable, 69), (.temporary, 75), (.credentials, 77),
    ] as [(GatewayError.Kind, Int32)])
  func kindsHaveTheirCodes(_ kind: GatewayError.Kind, _ code: Int32) async {
    var service = GatewayService.scripted()
    service.apis = { _ in
      throw GatewayError(
        kind: kind, code: "Some", message: "It \u{1B}[1mhappened", advice: "Do that",
        requestId: "r1")
    }
    let result = await Scene(service).run("apis", "list", "-o", "json")
    #expect(
      result
        == .init(
          code: code, out: "",
          err: """
            It \\u{1b}[1mhappened. Do that.
            {"error":{"code":"Some","message":"It \\u001b[1mhappened.","advice":"Do that.",\
            "requestId":"r1"}}

            """))
  }

  @Test func allKindsAreInTheTable() {
    #expect(GatewayError.Kind.allCases.count == 8)
  }
}
