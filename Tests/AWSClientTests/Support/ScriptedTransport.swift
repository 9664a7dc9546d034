import AWSClient
import SigV4
import Synchronization

/// A network that is a list of answers: it records each request and gives out the next answer.
final class ScriptedTransport: Sendable {
  typealias Reply = Result<WireResponse, TransportFailure>

  private struct State {
    var replies: [Reply]
    var requests: [WireRequest] = []
  }

  private let state: Mutex<State>

  init(_ replies: [Reply]) {
    state = Mutex(State(replies: replies))
  }

  /// The requests that left, in order.
  var requests: [WireRequest] { state.withLock { $0.requests } }

  /// As the client takes it. Without an answer left it says that nobody listens.
  var transport: HTTPTransport {
    HTTPTransport { [self] request throws(TransportFailure) in
      let reply = state.withLock { state -> Reply in
        state.requests.append(request)
        return state.replies.isEmpty
          ? .failure(TransportFailure(.unreachable, mayHaveBeenSent: false, reason: "no script"))
          : state.replies.removeFirst()
      }
      return try reply.get()
    }
  }
}

extension Result where Success == WireResponse, Failure == TransportFailure {
  /// A JSON answer.
  static func json(
    _ text: String, status: Int = 200, requestId: String? = "request-1",
    headers: [SignableRequest.Header] = []
  ) -> Self {
    .success(
      WireResponse(
        status: status,
        headers: [SignableRequest.Header("Content-Type", "application/json")]
          + (requestId.map { [SignableRequest.Header("x-amzn-RequestId", $0)] } ?? []) + headers,
        body: Array(text.utf8)))
  }

  /// An error as API Gateway sends it.
  static func fault(
    _ status: Int, _ code: String, _ message: String, retryAfter: String? = nil
  ) -> Self {
    .json(
      #"{"message":"\#(message)"}"#, status: status,
      headers: [SignableRequest.Header("X-Amzn-ErrorType", code)]
        + (retryAfter.map { [SignableRequest.Header("Retry-After", $0)] } ?? []))
  }

  /// No answer.
  static func lost(_ kind: TransportFailure.Kind, sent: Bool) -> Self {
    .failure(TransportFailure(kind, mayHaveBeenSent: sent, reason: "as scripted"))
  }
}
