/// Requests of the services that speak JSON 1.0 or 1.1, whose operation stands in a header.
extension WireRequest {
  /// The operation that `X-Amz-Target` names after a prefix.
  func operation(after prefix: String) throws(ServiceFault) -> String {
    guard let target = header("x-amz-target"), target.hasPrefix(prefix) else {
      throw .unknownOperation(header("x-amz-target") ?? "")
    }
    return String(target.dropFirst(prefix.count))
  }
}

extension WireAnswer {
  /// An answer of a service that speaks JSON 1.1.
  static func json11(_ body: [UInt8]) -> WireAnswer {
    WireAnswer(
      status: 200, headers: [("Content-Type", "application/x-amz-json-1.1")], body: body)
  }
}

extension ServiceFault {
  /// An operation that the sandbox does not play.
  static func unknownOperation(_ name: String) -> ServiceFault {
    ServiceFault(
      status: 400, code: "UnknownOperationException",
      message: "The sandbox does not play the operation \(name)")
  }
}
