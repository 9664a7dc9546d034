/// A call of a deployed API, as a customer makes it.
struct Invocation: Sendable, Equatable {
  /// The REST API's id.
  var api: String
  /// The stage's name.
  var stage: String
  /// The verb.
  var method: String
  /// The parts of the path below the stage, decoded.
  var path: [String]
  /// What `x-api-key` holds; nil when there is none.
  var value: String?
  /// Whether the call carries a signature.
  var isSigned = false
  /// The address of the caller.
  var sourceIp = "127.0.0.1"
  /// The program that calls; nil when it does not say.
  var userAgent: String?

  /// Makes a call.
  init(api: String, stage: String, method: String, path: [String], value: String?) {
    self.api = api
    self.stage = stage
    self.method = method
    self.path = path
    self.value = value
  }

  /// Reads `/restapis/{api}/{stage}/_user_request_/{path}`; nil when a request is for the control
  /// plane.
  init?(_ request: WireRequest) {
    guard request.path.hasPrefix("/restapis/"), request.path.contains("/_user_request_") else {
      return nil
    }
    let segments = request.segments
    guard segments.count >= 4, segments[3] == "_user_request_" else { return nil }
    self.init(
      api: segments[1], stage: segments[2], method: request.method,
      path: Array(segments.dropFirst(4)), value: request.header("x-api-key"))
    isSigned = request.header("authorization")?.hasPrefix("AWS4-HMAC-SHA256 ") == true
    userAgent = request.header("user-agent")
  }

  /// The path below the stage, with a slash in front.
  var pathText: String { "/" + path.joined(separator: "/") }
}
