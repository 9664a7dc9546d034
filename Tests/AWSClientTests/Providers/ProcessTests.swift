import Foundation
import SigV4
import Synchronization
import TestSupport
import Testing

@testable import AWSClient

@Suite("credential_process")
struct ProcessTests {
  private func surroundings(
    _ line: String, run: (@Sendable ([String], Double) async throws -> ProcessEnd)? = nil
  ) -> Surroundings {
    Surroundings(
      profile: "p", environment: ["HOME": "/h", "PATH": "/usr/bin:/bin"],
      readFile: {
        $0 == "/h/.aws/config" ? "[profile p]\ncredential_process = \(line)\n" : nil
      }, runProcess: run)
  }

  @Test(
    "A line is split as a shell splits it",
    arguments: [
      ("a b  c", ["a", "b", "c"]),
      (#"/opt/my\ tool --x "y z" 'q "r"'"#, ["/opt/my tool", "--x", "y z", #"q "r""#]),
      (#""a\"b" "c\d" 'e\f' "" g"#, [#"a"b"#, #"c\d"#, #"e\f"#, "", "g"]),
      ("a\n  b\t'c\nd'", ["a", "b", "c\nd"]), ("", []), ("  ", []), ("x$HOME;rm", ["x$HOME;rm"]),
      ("'open", nil), ("end\\", nil), ("\"a", nil), ("a'b'\"c\"", ["abc"]),
    ] as [(String, [String]?)])
  func words(line: String, words: [String]?) {
    #expect(CommandWords.split(line) == words)
  }

  @Test("What it prints is used")
  func works() async throws {
    let seen = Mutex<[[String]]>([])
    let found = try await surroundings(#"tool --account "a b""#) { words, seconds in
      #expect(seconds == 60)
      seen.withLock { $0.append(words) }
      return .finished(
        Array(
          #"{"Version":1,"AccessKeyId":"ASIA1","SecretAccessKey":"s","SessionToken":"t","Expiration":"2026-01-31T13:00:00+00:00"}"#
            .utf8))
    }.resolvedCredentials()
    #expect(seen.withLock { $0 } == [["tool", "--account", "a b"]])
    #expect(
      found
        == ResolvedCredentials(
          credentials: Credentials(
            accessKeyId: "ASIA1", secretAccessKey: SecretValue("s"),
            sessionToken: SecretValue("t"),
            expiration: Date(timeIntervalSince1970: 1_769_864_400)),
          source: "credential_process of profile p"))
  }

  @Test(
    "Rubbish is one sentence that repeats none of it",
    arguments: [
      ("v4lue", "printed no JSON object"), ("[1]", "printed no JSON object"),
      (#"{"Version":2,"AccessKeyId":"v4lue","SecretAccessKey":"v4lue"}"#, "printed no “Version” 1"),
      (#"{"AccessKeyId":"v4lue"}"#, "printed no “Version” 1"),
      (#"{"Version":1,"SecretAccessKey":"v4lue"}"#, "printed no “AccessKeyId”"),
      (#"{"Version":1,"AccessKeyId":"v4lue"}"#, "printed no “SecretAccessKey”"),
      (
        #"{"Version":1,"AccessKeyId":"v4lue","SecretAccessKey":"s","Expiration":"v4lue"}"#,
        "printed an “Expiration” that is no time like 2026-01-31T12:00:00Z"
      ),
    ])
  func rubbish(output: String, what: String) async throws {
    let error = try await awsError {
      try await surroundings("tool") { _, _ in .finished(Array(output.utf8)) }.resolvedCredentials()
    }
    #expect(error?.kind == .credentials)
    #expect(error?.message == "The credential_process of the profile p \(what).")
  }

  @Test("Programs that fail, hang or are not there")
  func failures() async throws {
    for (line, end, what) in [
      ("tool", ProcessEnd.failed(3), "ended with code 3"),
      ("tool", .tooLong, "did not end within 60 seconds"),
      ("tool", .tooMuch, "printed more than 64 KiB, which no credentials are"),
      ("'tool", .failed(0), "is not a command: a quote is not closed, or there is no word"),
    ] {
      let error = try await awsError {
        try await surroundings(line) { _, _ in end }.resolvedCredentials()
      }
      #expect(error?.message == "The credential_process of the profile p \(what).")
    }
    let error = try await awsError {
      try await surroundings("/nowhere/tool x").resolvedCredentials()
    }
    #expect(
      error?.message
        == "The credential_process of the profile p cannot be run: /nowhere/tool is not there or may not be executed."
    )
  }

  @Test("The real thing: output, code, signal, time, too much")
  func runner() async throws {
    let runner = ProcessRunner(environment: ["PATH": "/usr/bin:/bin", "X": "y"])
    func sh(_ line: String, _ seconds: Double = 60) async throws -> ProcessEnd {
      try await runner.run(["sh", "-c", line], seconds: seconds)
    }
    #expect(try await sh("printf '%s' \"$X$HOME\"; echo v4lue >&2") == .finished(Array("y".utf8)))
    #expect(try await sh("cat; exit 7") == .failed(7))
    #expect(try await sh("kill -TERM $$") == .failed(143))
    #expect(try await sh("exec sleep 600", 0.3) == .tooLong)
    #expect(try await sh("exec yes") == .tooMuch)
    #expect(try await sh("exec sleep 600 >&-", 0.3) == .tooLong)
    #expect(try await sh("trap '' TERM; echo; while :; do :; done", 0.3) == .tooLong)
    #expect(try await sh("printf x; exec >&-; sleep 0.05; exit 3") == .failed(3))
  }

  @Test("A program that nobody waits for any more is ended")
  func abandoned() async throws {
    let place = FileManager.default.temporaryDirectory.appending(
      path: "tollgate-process-\(UInt64.random(in: 0..<(1 << 60)))")
    defer { unlink(place.path) }
    let runner = ProcessRunner(environment: ["PATH": "/usr/bin:/bin"])
    let line = "echo $$ > \(place.path).new && mv \(place.path).new \(place.path); exec sleep 600"
    let task = Task { try await runner.run(["sh", "-c", line], seconds: 600) }
    while !FileManager.default.fileExists(atPath: place.path) { await Task.yield() }
    let text = try String(contentsOf: place, encoding: .utf8)
    let child = try #require(pid_t(text.trimmingCharacters(in: .whitespacesAndNewlines)))
    #expect(kill(child, 0) == 0)
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect(kill(child, 0) != 0)
  }
}
