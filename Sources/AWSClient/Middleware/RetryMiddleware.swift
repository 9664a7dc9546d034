/// Sends a request again after failures that pass.
struct RetryMiddleware: Middleware {
  var policy: RetryPolicy
  var clock: ClientClock
  /// A random number from 0 up to 1.
  var random: @Sendable () -> Double

  func handle(_ call: Call, next: Next) async throws -> WireResponse {
    var call = call
    var isUnclear = false
    while true {
      do {
        return try await next(call)
      } catch var error as AWSError {
        if isUnclear, call.request.repetition == .deleting, error.status == 404 {
          // An earlier sending did the work and its answer was lost.
          return WireResponse(status: 202)
        }
        isUnclear = isUnclear || error.mayHaveBeenApplied
        let delay = policy.delay(
          after: error, of: call.request, attempts: call.attempt, random: random())
        error.attempts = call.attempt
        error.mayHaveBeenApplied = isUnclear
        guard let delay else { throw error }
        if delay > 1 { call.onWait(delay) }
        do {
          try await clock.sleep(delay)
        } catch {
          throw abandoned(call, isUnclear: isUnclear, error)
        }
        call.attempt += 1
      } catch {
        throw abandoned(call, isUnclear: isUnclear, error)
      }
    }
  }

  /// A cancellation between two sendings, the earlier of which may have been applied, says so.
  private func abandoned(
    _ call: Call, isUnclear: Bool, _ error: any Error
  ) -> any Error {
    guard isUnclear, error is CancellationError else { return error }
    return AWSError(
      kind: .connectionClosed, code: "Cancelled",
      message: "\(call.request.operation) was cancelled while its outcome was unknown.",
      operation: call.request.operation, mayHaveBeenApplied: true, attempts: call.attempt)
  }
}
