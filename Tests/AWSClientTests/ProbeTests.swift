import Foundation
import Logging
import SigV4
import Testing

@testable import AWSClient

@Suite("Asking an API as its customers do")
struct ProbeTests {
  private static let key = SecretValue("v4lueThatMustNotBeSeen0123456789")

  private func ask(
    _ replies: [ScriptedTransport.Reply], _ url: String = "https://a.example/prod/x?y=1&z=%20"
  ) async throws -> (answer: ProbeAnswer, requests: [WireRequest]) {
    let bench = Bench(replies)
    let answer = try await DataPlaneProbe(client: bench.client).ask(url, key: Self.key)
    return (answer, bench.network.requests)
  }

  @Test("It sends the key and nothing of ours")
  func request() async throws {
    let (answer, requests) = try await ask([.json("{}")])
    #expect(
      answer
        == ProbeAnswer(status: 200, errorType: nil, at: Date(timeIntervalSince1970: 1_769_860_800)))
    #expect(
      requests == [
        WireRequest(
          method: "GET", endpoint: Endpoint(host: "a.example"), path: "/prod/x",
          query: "y=1&z=%20",
          headers: [
            .init("Host", "a.example"), .init("Accept", "*/*"),
            .init("User-Agent", UserAgent.text(version: UserAgent.version)),
            .init("x-api-key", "v4lueThatMustNotBeSeen0123456789"),
          ], seconds: 5, wantedBytes: 65_536)
      ])
    let plain = try await ask([.json("{}")], "http://127.0.0.1:8080").requests
    #expect(plain.map { $0.endpoint.text + $0.target } == ["http://127.0.0.1:8080/"])
  }

  @Test("Refusals are told apart by their type; redirects and faults are answers too")
  func refusals() async throws {
    let type = "X-Amzn-ErrorType"
    let replies: [(ScriptedTransport.Reply, Int, String?)] = [
      (.fault(403, "ForbiddenException", "Forbidden"), 403, "ForbiddenException"),
      (
        .fault(403, "MissingAuthenticationTokenException", "Missing Authentication Token"), 403,
        "MissingAuthenticationTokenException"
      ),
      (
        .json("", status: 403, headers: [.init(type, "a.b#ForbiddenException:http://x/")]), 403,
        "ForbiddenException"
      ),
      (.json("", status: 403, headers: [.init(type, " ")]), 403, nil),
      (.json("<html>", status: 301, headers: [.init("Location", "https://b.example")]), 301, nil),
      (.json("", status: 502), 502, nil),
    ]
    for (reply, status, errorType) in replies {
      let (answer, requests) = try await ask([reply, reply])
      #expect(answer.status == status)
      #expect(answer.errorType == errorType)
      #expect(requests.count == 1)
    }
  }

  @Test("No answer is asked for once, and said")
  func failures() async throws {
    let bench = Bench([.lost(.timedOut, sent: true), .json("{}")])
    let error = try await awsError {
      try await DataPlaneProbe(client: bench.client).ask("https://a.example/x", key: Self.key)
    }
    #expect(error?.kind == .timedOut)
    #expect(error?.message == "https://a.example did not answer Probe in time.")
    #expect(error?.mayHaveBeenApplied == false)
    #expect(bench.network.requests.count == 1)
    let cancelled = Bench([.lost(.cancelled, sent: true)])
    await #expect(throws: CancellationError.self) {
      try await DataPlaneProbe(client: cancelled.client).ask("https://a.example/x", key: Self.key)
    }
  }

  @Test(
    "URLs that are not asked",
    arguments: [
      "", "a.example/x", "ftp://a.example/", "http://a.example/", "https://user@a.example/",
      "https://user:pass@a.example/", "https:///x", "file:///etc/passwd",
      "http://127.0.0.1.nip.io/",
    ])
  func refused(_ url: String) async throws {
    let bench = Bench([.json("{}")])
    let error = try await awsError {
      try await DataPlaneProbe(client: bench.client).ask(url, key: Self.key)
    }
    #expect(error?.kind == .configuration)
    #expect(bench.network.requests.isEmpty)
  }

  @Test("A value that would write headers of its own is not sent")
  func injection() async throws {
    let bench = Bench([.json("{}")])
    let error = try await awsError {
      try await DataPlaneProbe(client: bench.client).ask(
        "https://a.example/", key: SecretValue("abc\r\nX-Other: 1"))
    }
    #expect(error?.code == "InvalidProbe")
    #expect(error?.message.contains("abc") == false)
    #expect(bench.network.requests.isEmpty)
  }

  @Test("Nothing is logged")
  func log() async throws {
    let lines = LogTests.Lines()
    let bench = Bench(
      [.json("{}")],
      logger: Logger(label: "t") { _ in LogTests.Handler(lines: lines, logLevel: .trace) })
    _ = try await DataPlaneProbe(client: bench.client).ask("https://a.example/", key: Self.key)
    #expect(lines.text == "")
  }

  @Test("Over the real transport its own time and size hold")
  func live() async throws {
    let long = String(repeating: "x", count: 200_000)
    let server = try RawServer([
      .answer("HTTP/1.1 403 Forbidden\r\nContent-Length: 200000\r\n\r\n" + long), .hang(after: ""),
    ])
    let transport = HTTPTransport.live(TransportLimits(requestSeconds: 600, bodyBytes: 1_000))
    let endpoint = try Endpoint(url: "http://127.0.0.1:\(server.port)", source: "test")
    func request(_ seconds: Double) -> WireRequest {
      WireRequest(
        method: "GET", endpoint: endpoint, path: "/", headers: [.init("Host", endpoint.authority)],
        seconds: seconds, wantedBytes: 100)
    }
    let answer = try await transport.send(request(60))
    #expect(answer.status == 403)
    #expect(answer.body == Array(repeating: UInt8(ascii: "x"), count: 100))
    do throws(TransportFailure) {
      _ = try await transport.send(request(0.2))
      Issue.record("There should be no answer.")
    } catch {
      #expect(error.kind == .timedOut)
    }
    try await transport.shutdown()
    server.stop()
  }
}
