import GatewayKit
import Synchronization
import Testing
import TollgateCLI

/// Values of new keys: where they come from and where they go.
@Suite struct KeyCreationTests {
  private let value = "value-0123456789-0123456789"

  @Test func theValueIsShownOnlyWhenAskedFor() async {
    let quiet = await Scene().run("keys", "create", "--name", "n", "--yes", "-o", "json")
    let shown = await Scene().run(
      "keys", "create", "--name", "n", "--yes", "--show-value", "-o", "json")
    #expect(quiet.code == 0)
    #expect(!quiet.out.contains(value))
    #expect(shown.out.hasSuffix(",\"value\":\"\(value)\"}\n"))
  }

  @Test func aFileGetsItAlone() async {
    let scene = Scene()
    let result = await scene.run(
      "keys", "create", "--name", "n", "--yes", "--deliver", "file:/tmp/v", "-o", "json")
    #expect(result.code == 0)
    #expect(!result.out.contains(value))
    #expect(scene.state.withLock { $0.files } == ["/tmp/v": value + "\n"])
  }

  @Test func aFileThatIsThereStopsItBeforeAnyRequest() async {
    let scene = Scene(files: ["/tmp/v": "old"])
    let result = await scene.run("keys", "create", "--name", "n", "-y", "--deliver", "file:/tmp/v")
    #expect(
      result
        == .init(
          code: 4, out: "",
          err: "/tmp/v exists, and it is not overwritten. Name a file that does not exist.\n"))
    #expect(scene.state.withLock { $0.connections.isEmpty })
  }

  @Test func aValueThatCannotBeHandedOverIsNotLost() async {
    var service = GatewayService.scripted()
    service.reveal = { _, _ in
      throw GatewayError(
        kind: .credentials, code: "AccessDenied", message: "no permission", advice: "")
    }
    let result = await Scene(service).run("keys", "create", "--name", "n", "-y", "--show-value")
    #expect(result.code == 77)
    #expect(
      result.err == """
        The key was made, but its value was not handed over: no permission. Get the value with keys \
        show k9 --show-value.

        """)
    #expect(result.out.hasPrefix("Changed n.\n"))
  }

  @Test(
    arguments: [
      ("value-0123456789-0123456789\n", nil),
      ("short", "The value has 5 characters, and API Gateway takes 20 to 128."),
      ("", "The value has 0 characters, and API Gateway takes 20 to 128."),
      ("value-0123456789-0123456789\nsecond", "The value on stdin has more than one line."),
    ] as [(String, String?)])
  func aValueComesFromStdin(_ input: String, _ fault: String?) async {
    let scene = Scene(input: input)
    let result = await scene.run("keys", "create", "--name", "n", "--value-stdin", "-y")
    if let fault {
      #expect(result.code == 65)
      #expect(result.err.hasPrefix(fault + " "))
      #expect(scene.changes.isEmpty)
    } else {
      #expect(
        scene.changes == [.createKey(KeyDraft(name: "n", value: KeyValue(entered: value)))])
    }
  }

  @Test func everythingGoesIntoTheDraft() async {
    let scene = Scene()
    _ = await scene.run(
      "keys", "create", "--name", "n", "--plan", "open", "--plan", "pl1", "--description", "d",
      "--customer-id", "c", "--tag", "a=b=c", "--disabled", "-y")
    #expect(
      scene.changes == [
        .createKey(
          KeyDraft(
            name: "n", description: "d", customerId: "c", tags: ["a": "b=c"], isEnabled: false,
            plans: [.open, .basic]))
      ])
  }
}
