import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOHTTPCompression
import NIOSSL
import SigV4
import Synchronization

extension HTTPTransport {
  /// The real network: TLS verified, connections reused, no redirects followed. Nothing is compressed
  /// on request; a proxy's compression is taken off.
  package static func live(
    _ limits: TransportLimits = TransportLimits(), proxies: ProxySettings = ProxySettings(),
    trusting bundle: CertificateBundle? = nil
  ) -> HTTPTransport {
    var configuration = HTTPClient.Configuration()
    configuration.tlsConfiguration = bundle?.tls
    configuration.redirectConfiguration = .disallow
    configuration.decompression = .enabled(limit: .size(limits.bodyBytes))
    // One request to a connection at a time: a failure then concerns one request alone.
    configuration.httpVersion = .http1Only
    configuration.timeout = .init(
      connect: .seconds(limits.connectSeconds), read: .seconds(limits.requestSeconds))
    configuration.connectionPool.idleTimeout = .seconds(limits.idleSeconds)
    configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit =
      limits.connectionsPerHost
    // A refused connection is told at once; trying again is the retry middleware's business.
    configuration.connectionPool.retryConnectionEstablishment = false
    let connections = LiveConnections(configuration, proxies: proxies)
    return HTTPTransport(
      send: { request throws(TransportFailure) in
        let seconds = min(limits.requestSeconds, request.seconds ?? limits.requestSeconds)
        let progress = Progress()
        do {
          return try await withinTime(seconds) {
            try await exchange(
              request, client: connections.client(for: request.endpoint), seconds: seconds,
              limits: limits, progress)
          }
        } catch {
          var failure = TransportFailure(describing: error)
          failure.hasAnswerBegun = progress.hasBegun
          if failure.kind == .timedOut { failure.seconds = seconds }
          failure.proxy = proxies.server(for: request.endpoint).map { "\($0.host):\($0.port)" }
          throw failure
        }
      },
      shutdown: { try await connections.shutdown() })
  }

  /// How far an exchange has come.
  private final class Progress: Sendable {
    private let begun = Mutex(false)

    /// Whether the answer's head has come.
    var hasBegun: Bool { begun.withLock { $0 } }
    func begin() { begun.withLock { $0 = true } }
  }

  private static func exchange(
    _ request: WireRequest, client: HTTPClient, seconds: Double, limits: TransportLimits,
    _ progress: Progress
  ) async throws -> WireResponse {
    var outgoing = HTTPClientRequest(url: request.endpoint.origin + request.target)
    outgoing.method = HTTPMethod(rawValue: request.method)
    for header in request.headers { outgoing.headers.add(name: header.name, value: header.value) }
    if !request.body.isEmpty { outgoing.body = .bytes(ByteBuffer(bytes: request.body)) }
    let answer = try await client.execute(
      outgoing, deadline: .now() + .seconds(seconds))
    progress.begin()
    let tooLarge = TransportFailure(
      .unreadable, mayHaveBeenSent: true, reason: TransportFailure.tooLarge)
    if request.wantedBytes == nil, let text = answer.headers.first(name: "Content-Length"),
      Int(text).map({ $0 > limits.bodyBytes }) ?? true
    {
      throw tooLarge
    }
    var body: [UInt8] = []
    for try await chunk in answer.body {
      if let wanted = request.wantedBytes, body.count + chunk.readableBytes >= wanted {
        body.append(contentsOf: chunk.readableBytesView.prefix(wanted - body.count))
        break
      }
      guard body.count + chunk.readableBytes <= limits.bodyBytes else {
        throw tooLarge
      }
      body.append(contentsOf: chunk.readableBytesView)
    }
    return WireResponse(
      status: Int(answer.status.code),
      headers: answer.headers.map { SignableRequest.Header($0.name, $0.value) },
      body: body)
  }

  /// Runs a piece of work and stops it when its time is over. The client's own deadline ends with
  /// the answer's head; this one covers the body too.
  private static func withinTime(
    _ seconds: Double, _ work: @escaping @Sendable () async throws -> WireResponse
  ) async throws -> WireResponse {
    try await withThrowingTaskGroup(of: WireResponse.self) { group in
      group.addTask { try await work() }
      group.addTask {
        try await Task.sleep(for: .seconds(seconds))
        throw HTTPClientError.deadlineExceeded
      }
      defer { group.cancelAll() }
      guard let first = try await group.next() else { throw CancellationError() }
      return first
    }
  }
}

extension TimeAmount {
  fileprivate static func seconds(_ seconds: Double) -> TimeAmount {
    .nanoseconds(Int64((seconds * 1e9).rounded()))
  }
}
