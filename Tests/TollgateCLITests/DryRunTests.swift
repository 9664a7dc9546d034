import GatewayKit
import Testing
import TollgateCLI

/// `--dry-run`: what would be sent, and nothing sent.
@Suite struct DryRunTests {
  private var service: GatewayService {
    var service = GatewayService.scripted()
    service.preview = { change in
      let planned = { (body: String?) in
        GatewayPlannedRequest(
          parts: ("PATCH", "/apikeys/k1", body, "aws apigateway \(change.title)"))
      }
      guard case .setEnabled(let key, _) = change, key.id.wire == "k1" else {
        return [planned(nil)]
      }
      return [planned("{\"value\":\"••••\"}")]
    }
    service.previewUndo = {
      [
        GatewayPlannedRequest(
          parts: (method: "DELETE", path: "/a", body: nil, awsCli: "aws b"))
      ]
    }
    service.undoCandidate = {
      UndoCandidate(journalId: 1, summary: "disabled a", inverse: "enable a", at: .noon)
    }
    service.importKeys = { csv, preview, _ in
      guard preview else { throw CancellationError() }
      return ImportOutcome(
        ids: [], warnings: [], lines: [.init(line: 2, name: "n", action: "create")])
    }
    return service
  }

  @Test func programsGetAnArray() async {
    let scene = Scene(service)
    let result = await scene.run("keys", "disable", "k1", "k2", "--dry-run", "-o", "json")
    #expect(
      result
        == .init(
          code: 0,
          out: """
            [
            {"method":"PATCH","path":"/apikeys/k1","body":{"value":"••••"},\
            "awsCli":"aws apigateway disable key acme-mobile"},
            {"method":"PATCH","path":"/apikeys/k1",\
            "awsCli":"aws apigateway disable key globex-web"}
            ]

            """, err: ""))
    #expect(scene.changes.isEmpty)
  }

  @Test func peopleGetLines() async {
    let result = await Scene(service).run("keys", "disable", "k1", "--dry-run", "--read-only")
    #expect(
      result.out == """
        PATCH /apikeys/k1
          {"value":"••••"}
          aws apigateway disable key acme-mobile

        """)
  }

  @Test func undoIsTriedToo() async {
    let result = await Scene(service).run("undo", "--dry-run", "-o", "json")
    #expect(
      result.out == """
        [
        {"method":"DELETE","path":"/a","awsCli":"aws b"}
        ]

        """)
  }

  @Test func anImportIsOneRequest() async {
    let scene = Scene(service, files: ["k.csv": "Name,Key\nn,v\n"])
    let result = await scene.run("keys", "import", "k.csv", "--dry-run", "-o", "json")
    #expect(
      result.out == """
        [
        {"method":"POST","path":"/apikeys?failonwarnings=true&format=csv&mode=import",\
        "body":"••••","awsCli":"aws apigateway import-api-keys --body 'file://k.csv' --format csv \
        --fail-on-warnings"}
        ]

        """)
  }
}
