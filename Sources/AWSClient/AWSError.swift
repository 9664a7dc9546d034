/// An answer that is an error, or no answer at all.
///
/// Codes that this program does not know are kept as the service sent them. Nothing in here carries
/// a body that may hold a secret.
package struct AWSError: Error, Equatable, Sendable {
  /// What kind of failure it is, for deciding what to do.
  package enum Kind: Equatable, Sendable {
    /// The service answered with an error.
    case service
    /// The name could not be resolved, or nobody answered at the address. Nothing was sent.
    case unreachable
    /// TLS failed: certificate, name or protocol. Nothing was sent.
    case tls
    /// No answer within the time allowed. A change may have been applied.
    case timedOut
    /// The connection closed before the whole answer came. A change may have been applied.
    case connectionClosed
    /// The answer is not what the service's protocol says: HTML, half a body, wrong JSON.
    case unreadableAnswer
    /// The client is read-only and the request would change something; it was not sent.
    case readOnly
    /// No usable credentials; the message says what was tried.
    case credentials
    /// The settings make no request possible (no region, broken endpoint URL).
    case configuration
  }

  /// What kind of failure it is.
  package var kind: Kind
  /// HTTP status, 0 when there was no answer.
  package var status: Int
  /// The error code without suffixes: `NotFoundException`, `TooManyRequestsException`; for failures
  /// without an answer the kind's name in the same style (`Unreachable`, `TimedOut`, …).
  package var code: String
  /// The service's own sentence, or one of ours when there is none.
  package var message: String
  /// `x-amzn-requestid`, when there was an answer.
  package var requestId: String?
  /// The operation that failed: `UpdateApiKey`.
  package var operation: String
  /// What `Retry-After` asked for, in seconds.
  package var retryAfter: Double?
  /// True when the request may have been applied although it failed.
  package var mayHaveBeenApplied: Bool
  /// How many times it was sent.
  package var attempts: Int
  /// What was asked for, where that was refused for want of a permission.
  package var asked: AskedAction?

  /// Makes an error.
  package init(
    kind: Kind, status: Int = 0, code: String, message: String, requestId: String? = nil,
    operation: String, retryAfter: Double? = nil, mayHaveBeenApplied: Bool = false,
    attempts: Int = 1, asked: AskedAction? = nil
  ) {
    self.kind = kind
    self.status = status
    self.code = code
    self.message = message
    self.requestId = requestId
    self.operation = operation
    self.retryAfter = retryAfter
    self.mayHaveBeenApplied = mayHaveBeenApplied
    self.attempts = attempts
    self.asked = asked
  }

  /// Whether the caller lacks a permission.
  package var isDenial: Bool {
    kind == .service && ["AccessDeniedException", "AccessDenied"].contains(code)
  }
}
