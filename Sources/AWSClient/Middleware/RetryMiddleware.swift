/// Sends a request again after failures that pass.
struct RetryMiddleware: Middleware {
  var policy: RetryPolicy
  var clock: ClientClock
  /// A random number from 0 up to 1.
  var random: @Sendable () -> Double
  /// What repetitions take from; nil where they are not counted.
  var quota: RetryQuota?

  init(policy: RetryPolicy, clock: ClientClock, random: @escaping @Sendable () -> Double) {
    self.policy = policy
    self.clock = clock
    self.random = random
    quota = (policy.costs?.quota).map(RetryQuota.init)
  }

  func handle(_ call: Call, next: Next) async throws -> WireResponse {
    var call = call
    var isUnclear = false
    var taken: Int?
    while true {
      do {
        let response = try await next(call)
        quota?.giveBack(taken)
        return response
      } catch var error as AWSError {
        if isUnclear, call.request.repetition == .deleting, error.status == 404 {
          // An earlier sending did the work and its answer was lost.
          return WireResponse(status: 202)
        }
        isUnclear = isUnclear || error.mayHaveBeenApplied
        let delay = policy.delay(
          after: error, of: call.request, lane: call.lane, attempts: call.attempt, random: random())
        error.attempts = call.attempt
        error.mayHaveBeenApplied = isUnclear
        guard let delay, pays(for: error, call, &taken) else { throw error }
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

  /// Takes a repetition's cost from the quota; false when there is too little left. A leaked key is
  /// cut off whatever it costs.
  private func pays(for error: AWSError, _ call: Call, _ taken: inout Int?) -> Bool {
    guard let quota, let costs = policy.costs, call.lane != .emergency,
      let reason = RetryPolicy.reason(for: error, of: call.request)
    else { return true }
    let cost = costs.cost(of: error, reason: reason)
    guard quota.take(cost) else { return false }
    taken = cost
    return true
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
