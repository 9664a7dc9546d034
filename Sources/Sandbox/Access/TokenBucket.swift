import Foundation

/// Tokens that are taken one by one and come back at a steady rate.
struct TokenBucket: Sendable {
  /// How many there can be at once.
  let capacity: Double
  /// How many come back in a second.
  let perSecond: Double
  private var tokens: Double
  private var filledAt: Date

  /// Starts full.
  init(capacity: Double, perSecond: Double, now: Date) {
    self.capacity = capacity
    self.perSecond = perSecond
    tokens = capacity
    filledAt = now
  }

  /// Lets come back what is due by now.
  mutating func refill(now: Date) {
    let elapsed = now.timeIntervalSince(filledAt)
    guard elapsed > 0 else { return }
    tokens = min(capacity, tokens + elapsed * perSecond)
    filledAt = now
  }

  /// Takes a token; the caller has seen that there is one.
  mutating func take() { tokens -= 1 }

  /// Seconds until there is a whole token; 0 when there is one. The small slack takes up what
  /// seconds since 1970 lose as floating-point numbers, some tenths of a microsecond.
  var wait: Double { tokens >= 1 - 1e-5 ? 0 : (1 - tokens) / perSecond }
}
