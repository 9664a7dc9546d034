import AsyncHTTPClient
import SigV4
import Synchronization

/// Owns the HTTP clients, which insist on being shut down before they go: one for direct requests,
/// and one for each proxy in use.
final class LiveConnections: Sendable {
  private struct State {
    var clients: [ProxySettings.Server?: HTTPClient] = [:]
    var isShutDown = false
  }

  private let configuration: HTTPClient.Configuration
  private let proxies: ProxySettings
  private let state: Mutex<State>

  init(_ configuration: HTTPClient.Configuration, proxies: ProxySettings) {
    self.configuration = configuration
    self.proxies = proxies
    let direct = HTTPClient(
      eventLoopGroupProvider: .shared(EventLoops.shared), configuration: configuration)
    state = Mutex(State(clients: [nil: direct]))
  }

  /// The client for an endpoint.
  ///
  /// - Throws: `HTTPClientError` after the shutdown.
  func client(for endpoint: Endpoint) throws -> HTTPClient {
    let server = proxies.server(for: endpoint)
    return try state.withLock { state in
      if state.isShutDown { throw HTTPClientError.alreadyShutdown }
      if let client = state.clients[server] { return client }
      var configuration = configuration
      configuration.proxy = server.map(HTTPClient.Configuration.Proxy.init)
      let client = HTTPClient(
        eventLoopGroupProvider: .shared(EventLoops.shared), configuration: configuration)
      state.clients[server] = client
      return client
    }
  }

  /// Closes all connections; nothing can be sent afterwards.
  func shutdown() async throws {
    for client in take() { try await client.shutdown() }
  }

  deinit {
    // The second of two shutdowns fails, and nobody needs to hear of it.
    for client in take() { client.shutdown { _ in } }
  }

  private func take() -> [HTTPClient] {
    state.withLock { state in
      state.isShutDown = true
      defer { state.clients = [:] }
      return Array(state.clients.values)
    }
  }
}

extension HTTPClient.Configuration.Proxy {
  fileprivate init(_ server: ProxySettings.Server) {
    if let user = server.user {
      self = .server(
        host: server.host, port: server.port,
        authorization: .basic(
          username: user, password: server.password?.exposeSecret() ?? ""))
    } else {
      self = .server(host: server.host, port: server.port)
    }
  }
}
