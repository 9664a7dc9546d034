import Foundation
import Synchronization

/// The control plane's documented rates, per account: ten requests a second with a burst of forty,
/// and less for some operations.
final class RateLimiter: Sendable {
  private struct Bucket {
    let capacity: Double
    let perSecond: Double
    var tokens: Double
    var filledAt: Date

    init(capacity: Double, perSecond: Double, now: Date) {
      self.capacity = capacity
      self.perSecond = perSecond
      tokens = capacity
      filledAt = now
    }

    mutating func refill(now: Date) {
      let elapsed = now.timeIntervalSince(filledAt)
      guard elapsed > 0 else { return }
      tokens = min(capacity, tokens + elapsed * perSecond)
      filledAt = now
    }

    /// Seconds until there is a whole token; 0 when there is one. The small slack takes up what
    /// seconds since 1970 lose as floating-point numbers, some tenths of a microsecond.
    var wait: Double { tokens >= 1 - 1e-5 ? 0 : (1 - tokens) / perSecond }
  }

  private struct Buckets {
    var total: Bucket
    var byOperation: [APIGatewayOperation: Bucket]
  }

  private let buckets: Mutex<Buckets>

  /// Starts with full buckets.
  init(now: Date) {
    buckets = Mutex(
      Buckets(
        total: Bucket(capacity: 40, perSecond: 10, now: now),
        byOperation: [
          .createAPIKey: Bucket(capacity: 5, perSecond: 5, now: now),
          .deleteAPIKey: Bucket(capacity: 5, perSecond: 5, now: now),
          .updateUsagePlan: Bucket(capacity: 1, perSecond: 1.0 / 20, now: now),
          .updateAccount: Bucket(capacity: 1, perSecond: 1.0 / 20, now: now),
          .getResources: Bucket(capacity: 5, perSecond: 2.5, now: now),
        ]))
  }

  /// Takes a token for an operation, or says that it must wait. A refused request costs nothing.
  func admit(_ operation: APIGatewayOperation, at now: Date) throws(ServiceFault) {
    let wait = buckets.withLock { buckets in
      buckets.total.refill(now: now)
      buckets.byOperation[operation]?.refill(now: now)
      let wait = max(buckets.total.wait, buckets.byOperation[operation]?.wait ?? 0)
      guard wait == 0 else { return wait }
      buckets.total.tokens -= 1
      buckets.byOperation[operation]?.tokens -= 1
      return 0
    }
    guard wait == 0 else {
      throw ServiceFault(
        status: 429, code: "TooManyRequestsException", message: "Too Many Requests",
        retryAfter: max(1, Int(wait.rounded(.up))))
    }
  }
}
