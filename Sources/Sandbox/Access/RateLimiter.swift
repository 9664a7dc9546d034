import Foundation
import Synchronization

/// The control plane's documented rates, per account: ten requests a second with a burst of forty,
/// and less for some operations.
final class RateLimiter: Sendable {
  private struct Buckets {
    var total: TokenBucket
    var byOperation: [APIGatewayOperation: TokenBucket]
  }

  private let buckets: Mutex<Buckets>

  /// Starts with full buckets.
  init(now: Date) {
    buckets = Mutex(
      Buckets(
        total: TokenBucket(capacity: 40, perSecond: 10, now: now),
        byOperation: [
          .createAPIKey: TokenBucket(capacity: 5, perSecond: 5, now: now),
          .deleteAPIKey: TokenBucket(capacity: 5, perSecond: 5, now: now),
          .updateUsagePlan: TokenBucket(capacity: 1, perSecond: 1.0 / 20, now: now),
          .updateAccount: TokenBucket(capacity: 1, perSecond: 1.0 / 20, now: now),
          .getResources: TokenBucket(capacity: 5, perSecond: 2.5, now: now),
        ]))
  }

  /// Takes a token for an operation, or says that it must wait. A refused request costs nothing.
  func admit(_ operation: APIGatewayOperation, at now: Date) throws(ServiceFault) {
    let wait = buckets.withLock { buckets in
      buckets.total.refill(now: now)
      buckets.byOperation[operation]?.refill(now: now)
      let wait = max(buckets.total.wait, buckets.byOperation[operation]?.wait ?? 0)
      guard wait == 0 else { return wait }
      buckets.total.take()
      buckets.byOperation[operation]?.take()
      return 0
    }
    guard wait == 0 else {
      throw ServiceFault(
        status: 429, code: "TooManyRequestsException", message: "Too Many Requests",
        retryAfter: max(1, Int(wait.rounded(.up))))
    }
  }
}
