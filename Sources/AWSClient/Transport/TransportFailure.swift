/// Why no answer came.
package struct TransportFailure: Error, Equatable, Sendable {
  /// What kind of failure it is.
  package enum Kind: Equatable, Sendable {
    /// The name could not be resolved, or nobody answered at the address.
    case unreachable
    /// TLS failed: certificate, name or protocol.
    case tls
    /// No whole answer within the time allowed.
    case timedOut
    /// The connection closed before the whole answer came.
    case connectionClosed
    /// The answer is larger than the limit, or is not HTTP.
    case unreadable
    /// The task was cancelled.
    case cancelled
    /// A proxy does not let the request through. Nothing was sent beyond it.
    case refusedByProxy
  }

  /// What kind of failure it is.
  package var kind: Kind
  /// False when it is certain that the service has not seen the request.
  package var mayHaveBeenSent: Bool
  /// What happened, as the end of a sentence: `connection refused`.
  package var reason: String
  /// Whether a part of the answer came.
  package var hasAnswerBegun = false
  /// Seconds that the answer had, when they ran out.
  package var seconds: Double?
  /// The proxy in between, `proxy.example:3128`; nil for none.
  package var proxy: String?

  /// Makes a failure.
  package init(_ kind: Kind, mayHaveBeenSent: Bool, reason: String) {
    self.kind = kind
    self.mayHaveBeenSent = mayHaveBeenSent
    self.reason = reason
  }
}
