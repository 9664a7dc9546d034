import AWSClient

/// What a URL's answers show about a key that was disabled. Pure: times are seconds of a steady
/// clock, answers come in one by one.
///
/// It is proven only when the URL let the key in before, and then refused it, and nothing but
/// refused it, for ``span`` seconds. Everything else begins the count anew: an answer of 429 or 5xx
/// may come from a key that works, and a 403 of another kind says nothing about the key.
struct ProbeTrial: Equatable, Sendable {
  /// What one answer says.
  enum Reading: Equatable, Sendable {
    /// The key was let in.
    case accepted
    /// `ForbiddenException` with status 403.
    case refused
    /// Anything else, and no answer at all.
    case unclear
  }

  /// What is known so far.
  enum Verdict: Equatable, Sendable {
    /// Go on asking.
    case open
    /// The key is refused, since this moment.
    case proven(since: Double)
    /// The URL cannot prove anything: it refused before the key was disabled.
    case worthless
    /// Nothing was proven in the time allowed.
    case exhausted
  }

  /// Seconds for which nothing but refusals must come.
  static let span = 30.0
  /// Refusals that must be among them.
  static let leastRefusals = 5
  /// Two refusals further apart than this do not count as one row: nobody looked in between.
  static let longestGap = 15.0
  /// Seconds after which it is given up.
  static let patience = 180.0
  /// Seconds between two questions.
  static let interval = 3.0

  /// When the key was disabled, by the steady clock; nil before.
  private(set) var disabledAt: Double?
  private(set) var wasAccepted = false
  private(set) var wasRefusedBefore = false
  private var first: Double?
  private var last: Double?
  private var refusals = 0

  /// The key is disabled from now on.
  mutating func disabled(at now: Double) {
    guard disabledAt == nil else { return }
    disabledAt = now
  }

  /// Takes an answer to a question that was asked before, or after, the disabling.
  mutating func take(_ reading: Reading, at now: Double) {
    switch reading {
    case .accepted:
      wasAccepted = true
      restart()
    case .unclear:
      restart()
    case .refused:
      guard disabledAt != nil else {
        wasRefusedBefore = true
        return
      }
      if let last, now - last > Self.longestGap || now < last { restart() }
      first = first ?? now
      last = now
      refusals += 1
    }
  }

  private mutating func restart() {
    first = nil
    last = nil
    refusals = 0
  }

  /// What is known now.
  func verdict(at now: Double) -> Verdict {
    if wasRefusedBefore { return .worthless }
    if wasAccepted, let first, let last, last - first >= Self.span, refusals >= Self.leastRefusals {
      return .proven(since: first)
    }
    guard let disabledAt, now - disabledAt >= Self.patience else { return .open }
    // A row that has begun in time may come to its end.
    if wasAccepted, first != nil, now - disabledAt < Self.patience + Self.span { return .open }
    return .exhausted
  }
}

extension ProbeTrial.Reading {
  /// What an answer says; nil for none. Whatever passes the key's check is let in; 401 comes before
  /// that check, and 429 and 5xx may come from either side of it.
  init(_ answer: ProbeAnswer?) {
    guard let answer else {
      self = .unclear
      return
    }
    switch (answer.status, answer.errorType) {
    case (403, "ForbiddenException"): self = .refused
    case (401, _), (403, _), (429, _): self = .unclear
    case (200..<500, _): self = .accepted
    default: self = .unclear
    }
  }

  /// Whether an answer before the disabling shows that the URL refuses for another reason.
  static func refusesAnyway(_ answer: ProbeAnswer) -> Bool { answer.status == 403 }
}

extension ProbeAnswer {
  /// The answer in words: `403 ForbiddenException`.
  var words: String { errorType.map { "\(status) \($0)" } ?? "\(status)" }
}
