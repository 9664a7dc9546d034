package import SigV4

/// A request to a service before it is paced, signed and sent.
package struct AWSRequest: Sendable, Equatable {
  /// Whether the same request may be sent again after it failed.
  package enum Repetition: Sendable, Equatable {
    /// Sending it twice does what sending it once does.
    case repeatable
    /// As ``repeatable``, and an answer that the thing is gone means done when an earlier attempt
    /// ended unclear.
    case deleting
    /// Sending it twice may do it twice: only when it certainly was not applied.
    case onlyIfNotApplied
  }

  /// The service.
  package var service: AWSService
  /// The operation's name: `UpdateApiKey`.
  package var operation: String
  /// `GET`, `POST`, …
  package var method: String
  /// The path, each segment percent-encoded.
  package var path: String
  /// The query, percent-encoded, without `?`.
  package var query: String
  /// Headers besides those that every request has.
  package var headers: [SignableRequest.Header]
  /// The body's bytes; empty when there is none.
  package var body: [UInt8]
  /// Whether it changes something.
  package var isMutating: Bool
  /// Whether the body must not be seen.
  package var hasSecretBody: Bool
  /// Whether the answer must not be seen.
  package var hasSecretAnswer: Bool
  /// The body as it may be shown: secrets masked; nil when there is none.
  package var shownBody: String?
  /// Path and query as they may be shown.
  package var shownTarget: String
  /// The AWS CLI line that does the same, secrets masked.
  package var awsCli: String
  /// Whether it may be sent again after a failure.
  package var repetition: Repetition

  /// Makes a request.
  ///
  /// `path` has raw segments and `query` raw names and values in sending order; both are
  /// percent-encoded here, and pairs without a value are left out.
  package init(
    _ service: AWSService, _ operation: String, _ method: String, _ path: [String],
    query: [(String, String?)] = [], headers: [SignableRequest.Header] = [], body: [UInt8] = [],
    shownBody: String? = nil, isMutating: Bool, hasSecretBody: Bool = false,
    hasSecretAnswer: Bool = false, awsCli: String = "", repetition: Repetition = .repeatable
  ) {
    self.service = service
    self.operation = operation
    self.method = method
    self.path = "/" + path.map(PercentEncoding.encode).joined(separator: "/")
    self.query =
      query.compactMap { name, value in
        value.map { PercentEncoding.encode(name) + "=" + PercentEncoding.encode($0) }
      }.joined(separator: "&")
    self.headers = headers
    self.body = body
    self.shownBody = shownBody
    self.isMutating = isMutating
    self.hasSecretBody = hasSecretBody
    self.hasSecretAnswer = hasSecretAnswer
    self.awsCli = awsCli
    self.repetition = repetition
    let shown = "/" + Self.masked(path).map(PercentEncoding.encode).joined(separator: "/")
    shownTarget = self.query.isEmpty ? shown : shown + "?" + self.query
  }

  /// The request as a dry run shows it.
  var planned: PlannedRequest {
    PlannedRequest(method: method, path: shownTarget, body: shownBody, awsCli: awsCli)
  }

  /// Ids of keys made long ago may equal the key's value; those are recognised by their length.
  private static func masked(_ path: [String]) -> [String] {
    var shown = path
    for (index, segment) in path.enumerated().dropFirst()
    where ["apikeys", "keys"].contains(path[index - 1]) {
      shown[index] = KeyIdMask.shown(segment)
    }
    return shown
  }
}
