import Logging

/// Lets requests leave no faster than the account's rate, and tells the pacer of 429.
struct PaceMiddleware: Middleware {
  var pacer: Pacer
  var logger: Logger

  func handle(_ call: Call, next: Next) async throws -> WireResponse {
    guard call.request.service.isPaced else { return try await next(call) }
    try await pacer.wait(call.lane, operation: call.request.operation, onWait: call.onWait)
    if pacer.takesRecovery() { logger.debug("requests leave at the full rate again") }
    do {
      return try await next(call)
    } catch let error as AWSError {
      if RetryPolicy.reason(for: error, of: call.request) == .throttled {
        let figures = pacer.throttled(operation: call.request.operation)
        logger.debug(
          "\(call.request.operation) was throttled: others use the account's rate too",
          metadata: ["slowedTo": "\(Self.shown(figures.allowedPerSecond))/s"])
      }
      throw error
    }
  }

  private static func shown(_ rate: Double) -> String {
    String((rate * 10).rounded() / 10)
  }
}
