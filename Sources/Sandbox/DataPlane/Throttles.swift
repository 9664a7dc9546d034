import Foundation
import Synchronization

/// The token buckets of keys that call.
final class Throttles: Sendable {
  /// What a bucket is for: a key in a plan, and with a method only that one.
  struct Name: Hashable, Sendable {
    /// The plan.
    var plan: String
    /// The key.
    var key: String
    /// `api:stage/path/VERB`; nil for all other methods of the plan together.
    var method: String?
  }

  /// What an account may do that sets no limit itself: 10,000 a second, 5,000 at once.
  private static let account = Throttle(rateLimit: 10_000, burstLimit: 5000)

  private let buckets = Mutex<[Name: TokenBucket]>([:])

  /// Whether a call may pass; takes a token for it if asked. A refused call costs nothing.
  func admit(_ name: Name, _ limit: Throttle?, at now: Date, takes: Bool) -> Bool {
    let rate = limit?.rateLimit ?? Self.account.rateLimit ?? 0
    let burst = Double(limit?.burstLimit ?? Self.account.burstLimit ?? 0)
    return buckets.withLock { buckets in
      var bucket = buckets[name] ?? TokenBucket(capacity: burst, perSecond: rate, now: now)
      if bucket.capacity != burst || bucket.perSecond != rate {
        bucket = TokenBucket(capacity: burst, perSecond: rate, now: now)
      }
      bucket.refill(now: now)
      let passes = bucket.wait == 0
      guard takes else { return passes }
      if passes { bucket.take() }
      buckets[name] = bucket
      return passes
    }
  }
}
