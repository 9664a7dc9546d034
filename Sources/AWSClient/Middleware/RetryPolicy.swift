/// How often and after what time a failed request is sent again. The numbers of AWS's own modes are
/// in ``RetryMode``.
package struct RetryPolicy: Sendable, Equatable {
  /// Times that a request is sent in all when the service says it is too fast.
  package var throttleAttempts: Int
  /// Times that a request is sent in all when something passing went wrong.
  package var transientAttempts: Int
  /// Upper bound of the first wait after a 429, in seconds; it doubles each time.
  package var throttleBase: Double
  /// Upper bound of the first wait after anything else, in seconds; it doubles each time.
  package var transientBase: Double
  /// Upper bound of any wait of ours, in seconds.
  package var longestWait: Double
  /// The longest `Retry-After` that is waited for, in seconds; more than that is told to the caller.
  package var longestRetryAfter: Double
  /// Times that a request of the emergency lane is sent in all when the service says it is too fast.
  /// Others take the account's rate then, and each sending is another chance to find a free place.
  /// Not for operations with a limit of their own, which no hurry helps.
  package var emergencyAttempts = 20
  /// Upper bound of the waits between those, in seconds.
  package var emergencyWait = 0.2
  /// What repetitions cost; nil where they are not counted.
  package var costs: RetryCosts?

  /// Makes a policy: this program's own unless told otherwise.
  package init(
    throttleAttempts: Int = 5, transientAttempts: Int = 3, throttleBase: Double = 1,
    transientBase: Double = 0.1, longestWait: Double = 20, longestRetryAfter: Double = 60
  ) {
    self.throttleAttempts = throttleAttempts
    self.transientAttempts = transientAttempts
    self.throttleBase = throttleBase
    self.transientBase = transientBase
    self.longestWait = longestWait
    self.longestRetryAfter = longestRetryAfter
  }

  /// Why a failure may pass.
  enum Reason: Equatable {
    /// Too many requests.
    case throttled
    /// Two changes at the same time; the service asks to try again.
    case concurrentChange
    /// A fault of the service or the network.
    case transient
  }

  /// Seconds until the same request is sent again; nil when it is not.
  /// `attempts` is how often it was sent so far, `random` a random number from 0 up to 1.
  func delay(
    after error: AWSError, of request: AWSRequest, lane: Lane = .interactive, attempts: Int,
    random: Double
  ) -> Double? {
    guard let reason = Self.reason(for: error, of: request) else { return nil }
    if request.repetition == .onlyIfNotApplied, error.mayHaveBeenApplied { return nil }
    let isUrgent =
      lane == .emergency && reason == .throttled
      && SubLimit(operation: request.operation) == .none
    let limit =
      isUrgent
      ? emergencyAttempts : reason == .transient ? transientAttempts : throttleAttempts
    guard attempts < limit else { return nil }
    let base = reason == .throttled ? throttleBase : transientBase
    let longest = isUrgent ? emergencyWait : longestWait
    let jittered = min(longest, base * Double(1 << min(attempts - 1, 20))) * random
    guard let asked = error.retryAfter else { return jittered }
    guard asked <= longestRetryAfter else { return nil }
    // Everyone who was told the same second would come back together without some spread.
    return asked + min(jittered, 1)
  }

  /// Why a failure may pass; nil for one that will not.
  static func reason(for error: AWSError, of request: AWSRequest) -> Reason? {
    switch error.kind {
    case .unreachable: return error.code == AWSError.proxyCode ? nil : .transient
    case .timedOut: return .transient
    case .connectionClosed: return error.code == "Cancelled" ? nil : .transient
    case .service, .unreadableAnswer: break
    case .tls, .readOnly, .credentials, .configuration: return nil
    }
    if error.code == "LimitExceededException",
      request.repetition == .onlyIfNotApplied || request.service == .secretsManager
    {
      // On creations it means that the account is full, which no waiting changes.
      return nil
    }
    if error.status == 429 || throttleCodes.contains(error.code) { return .throttled }
    if error.status == 409, error.message.lowercased().contains("concurrent modification") {
      return .concurrentChange
    }
    if [500, 502, 503, 504].contains(error.status) || transientCodes.contains(error.code) {
      return .transient
    }
    return nil
  }

  private static let throttleCodes: Set<String> = [
    "Throttling", "ThrottlingException", "ThrottledException", "RequestThrottled",
    "RequestThrottledException", "TooManyRequestsException", "LimitExceededException",
    "RequestLimitExceeded", "BandwidthLimitExceeded", "SlowDown", "PriorRequestNotComplete",
  ]

  private static let transientCodes: Set<String> = ["RequestTimeout", "RequestTimeoutException"]
}
