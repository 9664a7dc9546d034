import Logging

/// Tells each sending and its outcome at debug level, secrets masked.
struct LogMiddleware: Middleware {
  var logger: Logger
  var clock: ClientClock

  func handle(_ call: Call, next: Next) async throws -> WireResponse {
    guard logger.logLevel <= .debug else { return try await next(call) }
    let request = call.request
    let start = clock.seconds()
    let body = request.hasSecretBody ? "••••" : request.shownBody ?? ""
    logger.debug(
      "\(request.operation): \(request.method) \(call.endpoint.text)\(request.shownTarget)",
      metadata: ["attempt": "\(call.attempt)", "lane": "\(call.lane)", "body": "\(body)"])
    do {
      let response = try await next(call)
      logger.debug(
        "\(request.operation): \(response.status)",
        metadata: [
          "milliseconds": "\(milliseconds(since: start))", "bytes": "\(response.body.count)",
          "requestId": "\(response.header("x-amzn-requestid") ?? "none")",
          "answer": "\(Self.shown(response, of: request))",
        ])
      return response
    } catch {
      var metadata: Logger.Metadata = ["milliseconds": "\(milliseconds(since: start))"]
      if let error = error as? AWSError {
        metadata["code"] = "\(error.code)"
        metadata["status"] = "\(error.status)"
        metadata["requestId"] = "\(error.requestId ?? "none")"
        // The service's own sentence may quote what it was sent.
        metadata["message"] = request.hasSecretBody ? "••••" : "\(error.message)"
      }
      logger.debug("\(request.operation): failed", metadata: metadata)
      throw error
    }
  }

  private func milliseconds(since start: Double) -> Int {
    Int(((clock.seconds() - start) * 1000).rounded())
  }

  /// The first bytes of an answer, or the mask.
  private static func shown(_ response: WireResponse, of request: AWSRequest) -> String {
    if request.hasSecretAnswer { return "••••" }
    let shown = String(decoding: response.body.prefix(512), as: UTF8.self)
    return response.body.count > 512 ? shown + "…" : shown
  }
}
