/// How long the transport waits and how much it takes.
package struct TransportLimits: Sendable, Equatable {
  /// Seconds until a connection must stand, name lookup and TLS included.
  package var connectSeconds: Double
  /// Seconds until the whole answer must be there, the connection included.
  package var requestSeconds: Double
  /// Largest body that is accepted, in bytes.
  package var bodyBytes: Int
  /// Connections to one host at the same time.
  package var connectionsPerHost: Int
  /// Seconds after which an idle connection is closed, before the far end does it.
  package var idleSeconds: Double

  /// Makes limits; the defaults suit AWS.
  package init(
    connectSeconds: Double = 5, requestSeconds: Double = 30, bodyBytes: Int = 64 << 20,
    connectionsPerHost: Int = 16, idleSeconds: Double = 20
  ) {
    self.connectSeconds = connectSeconds
    self.requestSeconds = requestSeconds
    self.bodyBytes = bodyBytes
    self.connectionsPerHost = connectionsPerHost
    self.idleSeconds = idleSeconds
  }
}
