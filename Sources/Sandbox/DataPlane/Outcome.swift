/// What became of a call of a deployed API.
struct Outcome: Sendable, Equatable {
  /// The path of the resource that the call met, `/orders/{id}`; nil when it met none.
  var resource: String?
  /// The key that the call brought, where the method wants one and there is such a key.
  var key: String?
  /// The plan that let the key in.
  var plan: String?
  /// Why the call was refused; nil when it was served.
  var fault: ServiceFault?

  /// The HTTP status.
  var status: Int { fault?.status ?? 200 }

  /// The answer on the wire.
  func answer(to call: Invocation) -> WireAnswer {
    if let fault {
      return WireAnswer(
        status: fault.status,
        headers: [("Content-Type", "application/json"), ("x-amzn-ErrorType", fault.code)],
        body: Self.body { $0.field("message", fault.message) })
    }
    return .json(
      Self.body { fields in
        fields.field("message", "OK")
        fields.field("method", call.method)
        fields.field("resource", resource ?? "/")
        fields.field("stage", call.stage)
      })
  }

  /// What an access log tells of it.
  func record(of call: Invocation, requestID: String, at seconds: Double) -> AccessRecord {
    AccessRecord(
      at: Int((seconds * 1000).rounded(.down)), requestID: requestID, api: call.api,
      stage: call.stage, method: call.method, path: call.pathText, resource: resource, keyID: key,
      keyValue: key == nil ? nil : call.value, sourceIp: call.sourceIp, userAgent: call.userAgent,
      status: status, responseType: fault.map(AccessRecord.responseType),
      errorMessage: fault?.message, responseLength: answer(to: call).body.count, latency: 1)
  }

  private static func body(_ fields: (inout JSONWriter) -> Void) -> [UInt8] {
    var writer = JSONWriter()
    writer.object(fields)
    return writer.bytes
  }
}

extension ServiceFault {
  /// No such API, stage, resource or method, or a method that wants a signature.
  static let noSuchRoute = ServiceFault(
    status: 403, code: "MissingAuthenticationTokenException",
    message: "Missing Authentication Token")
  /// The method wants a key, and this is none that opens the stage.
  static let forbidden = ServiceFault(
    status: 403, code: "ForbiddenException", message: "Forbidden")
  /// The key's quota is used up.
  static let quotaUsedUp = ServiceFault(
    status: 429, code: "LimitExceededException", message: "Limit Exceeded")
  /// The key calls faster than its plan allows.
  static let tooFast = ServiceFault(
    status: 429, code: "TooManyRequestsException", message: "Too Many Requests")
}
