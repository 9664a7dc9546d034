import AsyncHTTPClient

/// Owns the HTTP client, which insists on being shut down before it goes.
final class LiveConnections: Sendable {
  let client: HTTPClient

  init(_ configuration: HTTPClient.Configuration) {
    client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
  }

  deinit {
    // The second of two shutdowns fails, and nobody needs to hear of it.
    client.shutdown { _ in }
  }
}
