/// How failed requests are sent again, by the names that AWS's tools share (`AWS_RETRY_MODE`,
/// `retry_mode`), with the numbers of botocore 1.43.
package enum RetryMode: String, Sendable, CaseIterable {
  /// Five sendings in all.
  case legacy
  /// Three sendings in all, within a quota.
  case standard
  /// As ``standard``, and slower after each 429, which the pacer is in any mode.
  case adaptive

  /// The policy of a mode. `isNew` is for `AWS_NEW_RETRIES_2026`: shorter first waits, and a quota of
  /// other costs.
  func policy(isNew: Bool) -> RetryPolicy {
    var policy = RetryPolicy(
      throttleAttempts: 3, transientAttempts: 3, throttleBase: 1,
      transientBase: isNew ? 0.05 : 1)
    policy.costs =
      isNew ? RetryCosts(usual: 14, timeOut: 14, throttled: 5) : RetryCosts()
    guard self == .legacy else { return policy }
    return RetryPolicy(
      throttleAttempts: 5, transientAttempts: 5, throttleBase: 1, transientBase: 1)
  }
}
