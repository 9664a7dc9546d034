/// An error that goes to the caller as AWS words it.
struct ServiceFault: Error, Equatable {
  /// The HTTP status.
  var status: Int
  /// AWS's error code, `NotFoundException`.
  var code: String
  /// The sentence that comes with it.
  var message: String
  /// Seconds for the `Retry-After` header.
  var retryAfter: Int?

  /// Makes a fault.
  init(status: Int, code: String, message: String, retryAfter: Int? = nil) {
    self.status = status
    self.code = code
    self.message = message
    self.retryAfter = retryAfter
  }

  /// The fault as the services that speak JSON send it.
  func jsonAnswer(withType: Bool = false, contentType: String = "application/json") -> WireAnswer {
    var writer = JSONWriter()
    writer.object { fields in
      if withType { fields.field("__type", code) }
      fields.field("message", message)
    }
    var headers = [("Content-Type", contentType), ("X-Amzn-ErrorType", code)]
    if let retryAfter { headers.append(("Retry-After", String(retryAfter))) }
    return WireAnswer(status: status, headers: headers, body: writer.bytes)
  }
}
