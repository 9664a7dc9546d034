/// The seam to the network: a request value goes in, an answer value or a typed failure comes out.
package struct HTTPTransport: Sendable {
  /// Sends one request, once, and collects the whole answer.
  package var send: @Sendable (WireRequest) async throws(TransportFailure) -> WireResponse
  /// Closes connections; nothing can be sent afterwards.
  package var shutdown: @Sendable () async throws -> Void

  /// Makes a transport from its two functions.
  package init(
    send: @escaping @Sendable (WireRequest) async throws(TransportFailure) -> WireResponse,
    shutdown: @escaping @Sendable () async throws -> Void = {}
  ) {
    self.send = send
    self.shutdown = shutdown
  }
}
