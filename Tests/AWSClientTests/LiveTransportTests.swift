import Foundation
import Logging
import SigV4
import Testing

@testable import AWSClient

@Suite("The real transport, over loopback")
struct LiveTransportTests {
  private static let quick = TransportLimits(connectSeconds: 2, requestSeconds: 0.3)

  /// Sends one request to a server that plays a script.
  private func exchange(
    _ steps: [RawServer.Step], limits: TransportLimits = TransportLimits(),
    path: String = "/apikeys", query: String = "", times: Int = 1
  ) async throws -> (results: [Result<WireResponse, TransportFailure>], server: RawServer) {
    let server = try RawServer(steps)
    let transport = HTTPTransport.live(limits)
    let endpoint = try Endpoint(url: "http://127.0.0.1:\(server.port)", source: "test")
    var results: [Result<WireResponse, TransportFailure>] = []
    for _ in 0..<times {
      do throws(TransportFailure) {
        results.append(
          .success(
            try await transport.send(
              WireRequest(
                method: "GET", endpoint: endpoint, path: path, query: query,
                headers: [.init("Host", endpoint.authority)]))))
      } catch {
        results.append(.failure(error))
      }
    }
    try await transport.shutdown()
    server.stop()
    return (results, server)
  }

  @Test("The request line is sent as it was signed, byte for byte")
  func rawTarget() async throws {
    let path = "/tags/arn%3Aaws%3Aapigateway%3Aus-east-1%3A%3A%2Fapikeys%2F%7Bx%7D%20%C3%A9~"
    let query = "tagKeys=a&tagKeys=b%20c&position=a%3D%2B%2F&x=%5B%5D%27%28%29%2A%21"
    let (results, server) = try await exchange(
      [.answer(RawServer.http("200 OK", "{}"))], path: path, query: query)
    #expect(try results.first?.get().status == 200)
    #expect(server.requests.first?.hasPrefix("GET \(path)?\(query) HTTP/1.1\r\n") == true)
  }

  @Test("Connections are used again")
  func reuse() async throws {
    let answer = RawServer.Step.answer(RawServer.http("200 OK", "{}"))
    let (results, server) = try await exchange([answer, answer, answer], times: 3)
    #expect(
      try results.map { try $0.get().body } == [
        Array("{}".utf8), Array("{}".utf8), Array("{}".utf8),
      ])
    // Not always one: an answer may be read a moment before its connection is free again.
    #expect(server.connections < 3)
    #expect(server.requests.count == 3)
  }

  @Test("A connection that closes before the answer")
  func closedBefore() async throws {
    let (results, _) = try await exchange([.answerAndClose("")])
    #expect(
      throws: TransportFailure(
        .connectionClosed, mayHaveBeenSent: true,
        reason: "the connection closed before the whole answer came")
    ) { try results.first?.get() }
  }

  @Test("A connection that closes in the middle of the body")
  func closedWithin() async throws {
    let (results, _) = try await exchange([
      .answerAndClose(RawServer.http("200 OK", #"{"item":["#, length: 1000))
    ])
    var expected = TransportFailure(
      .connectionClosed, mayHaveBeenSent: true,
      reason: "the connection closed before the whole answer came")
    expected.hasAnswerBegun = true
    #expect(throws: expected) { try results.first?.get() }
  }

  @Test("A server that says nothing, and one that stops in the middle, run into the time-out")
  func hang() async throws {
    for text in ["", RawServer.http("200 OK", "{", length: 1000)] {
      let (results, _) = try await exchange([.hang(after: text)], limits: Self.quick)
      var expected = TransportFailure(
        .timedOut, mayHaveBeenSent: true, reason: "no answer in time")
      expected.hasAnswerBegun = !text.isEmpty
      expected.seconds = 0.3
      #expect(throws: expected) { try results.first?.get() }
    }
  }

  @Test("A port where nobody listens is unreachable, at once, and nothing was sent")
  func refused() async throws {
    let server = try RawServer([])
    server.stop()
    let transport = HTTPTransport.live()
    let endpoint = try Endpoint(url: "http://127.0.0.1:\(server.port)", source: "test")
    await #expect(
      throws: TransportFailure(.unreachable, mayHaveBeenSent: false, reason: "connection refused")
    ) {
      try await transport.send(WireRequest(method: "GET", endpoint: endpoint, path: "/"))
    }
    try await transport.shutdown()
  }

  @Test("A name that does not exist is unreachable")
  func noSuchName() async throws {
    let transport = HTTPTransport.live(TransportLimits(connectSeconds: 3))
    let endpoint = try Endpoint(url: "https://tollgate.invalid", source: "test")
    let failure = await #expect(throws: TransportFailure.self) {
      try await transport.send(WireRequest(method: "GET", endpoint: endpoint, path: "/"))
    }
    #expect(failure?.kind == .unreachable)
    #expect(failure?.mayHaveBeenSent == false)
    try await transport.shutdown()
  }

  @Test("A server without TLS behind https is a failure of TLS, and nothing was sent")
  func noTLS() async throws {
    let server = try RawServer([], greeting: "220 mail.example.org ready for mail only\r\n")
    let transport = HTTPTransport.live(TransportLimits(connectSeconds: 2))
    let endpoint = try Endpoint(url: "https://127.0.0.1:\(server.port)", source: "test")
    let plain = Task.detached {
      try await transport.send(WireRequest(method: "GET", endpoint: endpoint, path: "/"))
    }
    let failure = await #expect(throws: TransportFailure.self) { try await plain.value }
    #expect(failure?.kind == .tls)
    #expect(failure?.mayHaveBeenSent == false)
    try await transport.shutdown()
    server.stop()
  }

  @Test("A body over the limit is refused")
  func tooLarge() async throws {
    let (results, _) = try await exchange(
      [.answer(RawServer.http("200 OK", String(repeating: "x", count: 5000)))],
      limits: TransportLimits(bodyBytes: 1000))
    var expected = TransportFailure(.unreadable, mayHaveBeenSent: true, reason: "it is too large")
    expected.hasAnswerBegun = true
    #expect(throws: expected) { try results.first?.get() }
  }

  @Test("What is not HTTP is told")
  func notHTTP() async throws {
    let (results, _) = try await exchange([.answerAndClose("SSH-2.0-OpenSSH_9.6\r\n")])
    let failure = #expect(throws: TransportFailure.self) { try results.first?.get() }
    #expect(failure?.kind == .unreadable)
  }

  @Test("Redirects are not followed")
  func redirect() async throws {
    let (results, server) = try await exchange([
      .answer("HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n")
    ])
    #expect(try results.first?.get().status == 302)
    #expect(server.requests.count == 1)
  }

  @Test("A cancelled task ends at once")
  func cancelled() async throws {
    let server = try RawServer([.hang(after: "")])
    let transport = HTTPTransport.live()
    let endpoint = try Endpoint(url: "http://127.0.0.1:\(server.port)", source: "test")
    let task = Task {
      try await transport.send(WireRequest(method: "GET", endpoint: endpoint, path: "/"))
    }
    while server.requests.isEmpty { await Task.yield() }
    task.cancel()
    // The server never answers: what is not cancelled would end as timed out.
    let failure = await #expect(throws: TransportFailure.self) { try await task.value }
    #expect(failure?.kind == .cancelled)
    try await transport.shutdown()
    server.stop()
  }

  @Test("Through the whole client: HTML, half an answer and silence each end in a sentence")
  func throughTheClient() async throws {
    let page = "<html><body>Sign in</body></html>"
    let server = try RawServer([
      .answer(RawServer.http("200 OK", page)),
      .answerAndClose(RawServer.http("200 OK", #"{"id":"#, length: 100)),
      .answer(RawServer.http("200 OK", #"{"id":"k","name":"n"}"#)),
    ])
    let configuration = AWSClientConfiguration(
      region: "us-east-1", credentials: .example,
      endpoints: [
        .apiGateway: try Endpoint(url: "http://127.0.0.1:\(server.port)", source: "test")
      ], transport: .live(), random: { 0 }, logger: Logger(label: "test"))
    let client = AWSClient(configuration)
    let gateway = APIGateway(client: client)
    let error = try await awsError { try await gateway.getAPIKey("k", lane: .interactive) }
    #expect(error?.message == "The answer to GetApiKey is a web page instead of JSON.")
    #expect(error?.requestId == "raw-1")
    #expect(try await gateway.getAPIKey("k", lane: .interactive).value.name == "n")
    #expect(server.requests.count == 3)
    try await client.shutdown()
    server.stop()
  }
}
