extension AWSError {
  /// Settings that make no request possible.
  static func configuration(_ code: String, _ message: String) -> AWSError {
    AWSError(kind: .configuration, code: code, message: message, operation: "", attempts: 0)
  }

  /// No usable credentials.
  static func credentials(_ code: String, _ message: String) -> AWSError {
    AWSError(kind: .credentials, code: code, message: message, operation: "", attempts: 0)
  }

  /// An answer that is not what the protocol says.
  static func unreadable(
    _ request: AWSRequest, status: Int, requestId: String?, why: String
  ) -> AWSError {
    AWSError(
      kind: .unreadableAnswer, status: status, code: "UnreadableAnswer",
      message: "The answer to \(request.operation) \(why).", requestId: requestId,
      operation: request.operation, mayHaveBeenApplied: request.isMutating && status < 400)
  }

  /// The code of what a proxy does not let through.
  package static let proxyCode = "ProxyRefused"

  private static func shown(_ seconds: Double) -> String {
    seconds == seconds.rounded() ? String(Int(seconds)) : String(seconds)
  }

  /// No answer, seen from the request that wanted it.
  init(_ failure: TransportFailure, request: AWSRequest, endpoint: Endpoint) {
    let kind: Kind
    let code: String
    let message: String
    let place = endpoint.text + (failure.proxy.map { " by way of the proxy \($0)" } ?? "")
    let span = failure.seconds.map { "within \(Self.shown($0)) s" } ?? "in time"
    switch failure.kind {
    case .unreachable:
      (kind, code) = (.unreachable, "Unreachable")
      message = "\(place) cannot be reached: \(failure.reason)."
    case .refusedByProxy:
      (kind, code) = (.unreachable, Self.proxyCode)
      message = "\(place) cannot be reached: \(failure.reason)."
    case .tls:
      (kind, code) = (.tls, "TLS")
      message = "\(place) cannot be trusted: \(failure.reason)."
    case .timedOut:
      (kind, code) = (.timedOut, "TimedOut")
      message =
        failure.hasAnswerBegun
        ? "\(place) did not complete its answer to \(request.operation) \(span)."
        : "\(place) did not answer \(request.operation) \(span)."
    case .connectionClosed:
      (kind, code) = (.connectionClosed, "ConnectionClosed")
      message =
        failure.hasAnswerBegun
        ? "\(place) closed the connection in the middle of the answer to \(request.operation)."
        : "\(place) closed the connection before \(request.operation) was answered."
    case .unreadable:
      (kind, code) = (.unreadableAnswer, "UnreadableAnswer")
      message = "The answer to \(request.operation) cannot be read: \(failure.reason)."
    case .cancelled:
      (kind, code) = (.connectionClosed, "Cancelled")
      message = "\(request.operation) was cancelled while the answer was awaited."
    }
    self.init(
      kind: kind, code: code, message: message, operation: request.operation,
      mayHaveBeenApplied: request.isMutating && failure.mayHaveBeenSent)
  }
}
