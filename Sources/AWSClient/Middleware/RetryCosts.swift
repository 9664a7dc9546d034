/// What repetitions take from a quota that all requests of a client share, so that a service in
/// trouble is not asked again by everybody at once.
package struct RetryCosts: Sendable, Equatable {
  /// What the quota holds at first, and at most.
  package var quota = 500
  /// After most failures.
  package var usual = 5
  /// After no answer in time.
  package var timeOut = 10
  /// After the service said it is too fast.
  package var throttled = 5

  /// Makes costs: those of the SDKs' `standard` mode unless told otherwise.
  package init(usual: Int = 5, timeOut: Int = 10, throttled: Int = 5) {
    self.usual = usual
    self.timeOut = timeOut
    self.throttled = throttled
  }

  /// What sending again costs after a failure.
  func cost(of error: AWSError, reason: RetryPolicy.Reason) -> Int {
    if reason == .throttled { return throttled }
    return error.kind == .timedOut ? timeOut : usual
  }
}
