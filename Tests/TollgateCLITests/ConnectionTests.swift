import AWSClient
import Foundation
import GatewayKit
import Synchronization
import Testing
import TollgateCLI

/// What a command gives to its connection: the question for MFA codes, and plain http elsewhere.
@Suite struct ConnectionTests {
  @Test func anMFACodeIsAskedForOnTheTerminal() async throws {
    let scene = Scene(terminals: .all, answers: [" 123456 "])
    _ = await scene.run("keys", "list")
    let asked = scene.state.withLock { state in
      state.err = ""
      return state.connections.last?.askMFA
    }
    let ask = try #require(asked)
    func request(_ serial: String, _ refusal: String? = nil) -> MFACodeRequest {
      MFACodeRequest(profile: "m", serial: serial, refusal: refusal)
    }
    // A code that was refused ends the command, which has asked once.
    #expect(try await ask(request("x", "It is wrong.")) == nil)
    #expect(
      try await ask(request("arn:aws:iam::1:mfa/\u{1B}[2Jphone")) == KeyValue(entered: "123456"))
    let shown = scene.state.withLock { $0.err }
    #expect(shown.hasPrefix("Code of the MFA device arn:aws:iam::1:mfa/"))
    #expect(shown.hasSuffix("phone: \n"))
    #expect(!shown.contains("\u{1B}"))
    let error = await #expect(throws: GatewayError.self) { try await ask(request("x")) }
    #expect(error?.kind == .credentials)
    #expect(error?.message == "No code of the MFA device was given")
  }

  @Test func withoutATerminalNobodyIsAsked() async {
    let scene = Scene(answers: ["123456"])
    _ = await scene.run("keys", "list")
    #expect(scene.state.withLock { $0.connections.map { $0.askMFA == nil } } == [true])
  }

  @Test(arguments: [["keys", "list"], ["keys", "list", "--profile", "a", "--profile", "b"]])
  func whatIsWrongInTheConfigIsToldWhereNothingOpens(words: [String]) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    let file = folder.appending(path: "tollgate/config.yaml")
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data("contexts:\n  - { profil: a }\n".utf8).write(to: file)
    let scene = Scene.overEmulator(folder: folder.path)
    scene.state.withLock {
      $0.environment = [
        "HOME": folder.path, "XDG_CONFIG_HOME": folder.path, "AWS_EC2_METADATA_DISABLED": "true",
      ]
    }
    let result = await scene.run(words)
    #expect(result.code == 77)
    let problem = "line 2: unknown setting profil of a context; it is passed over"
    #expect(result.err.contains("\(file.path), \(problem)"))
  }

  @Test func plainHTTPElsewhereNeedsItsOption() async {
    let scene = Scene()
    _ = await scene.run("keys", "list")
    _ = await scene.run("keys", "list", "--insecure-endpoint")
    #expect(
      scene.state.withLock { $0.connections.map(\.allowsInsecureEndpoints) } == [false, true])
  }
}
