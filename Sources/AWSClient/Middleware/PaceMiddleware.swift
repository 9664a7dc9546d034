/// Lets requests leave no faster than the account's rate, and tells the pacer of 429.
struct PaceMiddleware: Middleware {
  var pacer: Pacer

  func handle(_ call: Call, next: Next) async throws -> WireResponse {
    guard call.request.service.isPaced else { return try await next(call) }
    try await pacer.wait(call.lane, operation: call.request.operation, onWait: call.onWait)
    do {
      return try await next(call)
    } catch let error as AWSError {
      if RetryPolicy.reason(for: error, of: call.request) == .throttled {
        pacer.throttled(operation: call.request.operation)
      }
      throw error
    }
  }
}
