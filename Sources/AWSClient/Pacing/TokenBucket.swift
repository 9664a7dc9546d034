/// A bucket of tokens that fills with time; its rate may be on its way back to full.
///
/// Times are seconds of any steady clock.
struct TokenBucket: Equatable {
  /// Most tokens it holds.
  let capacity: Double
  /// Its rate when nothing slows it, tokens a second.
  let fullRate: Double
  /// Tokens a second that a slowed bucket gains each second.
  let recovery: Double
  /// Its rate now, tokens a second.
  private(set) var rate: Double
  /// Tokens in it.
  private(set) var tokens: Double
  private var updated: Double

  /// A full bucket.
  init(capacity: Double, rate: Double, recovery: Double, now: Double) {
    self.capacity = capacity
    self.fullRate = rate
    self.recovery = recovery
    self.rate = rate
    tokens = capacity
    updated = now
  }

  /// Adds what came in since the last time. A slowed bucket holds what comes in within a second: the
  /// service's own bucket is empty then, and a burst would be refused.
  mutating func fill(now: Double) {
    let elapsed = now - updated
    guard elapsed > 0 else { return }
    updated = now
    let gained = gain(over: elapsed)
    rate = min(fullRate, rate + recovery * elapsed)
    let room = isSlowed ? max(1, min(capacity, rate)) : capacity
    tokens = max(tokens, min(room, tokens + gained))
  }

  /// True while its rate is on its way back.
  var isSlowed: Bool { rate < fullRate }

  /// Takes a token; there must be one.
  mutating func take() {
    tokens -= 1
  }

  /// Takes a token, or what is there of one.
  mutating func takeWhatIsThere() {
    tokens = min(tokens, max(0, tokens - 1))
  }

  /// True when a whole token is there. Rounding may leave one a hair short of whole.
  var hasToken: Bool { tokens > 1 - 1e-9 }

  /// Slows it to a part of its rate, not below a floor, and empties it: what it held was promised
  /// by a rate that does not hold.
  mutating func slow(by factor: Double, floor: Double) {
    rate = max(min(floor, rate), rate * factor)
    tokens = min(tokens, 0)
  }

  /// Seconds from the last filling until it will hold so many tokens.
  func wait(for wanted: Double = 1) -> Double {
    let missing = wanted - tokens
    guard missing > 0 else { return 0 }
    guard rate < fullRate, recovery > 0 else { return missing / rate }
    let recovered = (fullRate - rate) / recovery
    let gained = gain(over: recovered)
    if gained < missing { return recovered + (missing - gained) / fullRate }
    return ((rate * rate + 2 * recovery * missing).squareRoot() - rate) / recovery
  }

  private func gain(over seconds: Double) -> Double {
    guard rate < fullRate, recovery > 0 else { return rate * seconds }
    let rising = min(seconds, (fullRate - rate) / recovery)
    return rate * rising + recovery * rising * rising / 2 + fullRate * (seconds - rising)
  }
}
