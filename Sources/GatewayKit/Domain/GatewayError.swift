/// Anything that can go wrong, as a person is told it.
package struct GatewayError: Error, Hashable, Sendable {
  /// What kind of failure it is; decides the exit code and which key retries.
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    /// The request or a part of the work failed: exit 1.
    case failed
    /// What was asked for does not exist: exit 3.
    case notFound
    /// Refused before anything was sent: read-only, not confirmed, ambiguous: exit 4.
    case refused
    /// The command's words are wrong: exit 64.
    case usage
    /// A file that was read is broken: exit 65.
    case badInput
    /// Nobody answers at the endpoint: exit 69.
    case unreachable
    /// Throttled or a passing fault; the same again later may do: exit 75.
    case temporary
    /// No credentials, or ones that are refused: exit 77.
    case credentials
  }

  /// What kind of failure it is.
  package var kind: Kind
  /// AWS's error code, or one of ours in the same style (`AmbiguousName`, `ReadOnly`).
  package var code: String
  /// One sentence: what happened.
  package var message: String
  /// One sentence: what to do.
  package var advice: String
  /// The request that failed, when there was one.
  package var requestId: String?
  /// True when a change may have been applied although it failed.
  package var outcomeUnknown: Bool
  /// The permission that is missing, when it is that.
  package var denied: DeniedPermission?

  /// Makes an error.
  package init(
    kind: Kind, code: String, message: String, advice: String, requestId: String? = nil,
    outcomeUnknown: Bool = false, denied: DeniedPermission? = nil
  ) {
    self.kind = kind
    self.code = code
    self.message = message
    self.advice = advice
    self.requestId = requestId
    self.outcomeUnknown = outcomeUnknown
    self.denied = denied
  }
}
