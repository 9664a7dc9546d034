import ArgumentParser
import GatewayKit

/// `--rate`, `--burst`, `--quota` and `--period`, checked against each other.
struct LimitOptions: ParsableArguments, Sendable {
  @Option(
    parsing: .unconditional, help: ArgumentHelp("Requests a second.", valueName: "number"))
  var rate: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Requests at once; as many as --rate when left out of a new throttle.", valueName: "number"))
  var burst: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Requests in a period; needs --period.", valueName: "number"))
  var quota: Int?

  @Option(
    help: ArgumentHelp("DAY, WEEK or MONTH; needs --quota.", valueName: "period"),
    transform: { text in
      guard let period = QuotaPeriod(rawValue: text.uppercased()) else {
        throw ValidationError("A period is DAY, WEEK or MONTH.")
      }
      return period
    })
  var period: QuotaPeriod?

  func validate() throws {
    if let rate, !rate.isFinite || rate < 0 {
      throw ValidationError("--rate is \(rate). Give a number of requests a second, 0 or more.")
    }
    if let burst, burst < 0 {
      throw ValidationError("--burst is \(burst). Give a whole number, 0 or more.")
    }
    if let quota, quota < 0 {
      throw ValidationError("--quota is \(quota). Give a whole number of requests, 0 or more.")
    }
    if quota != nil && period == nil {
      throw ValidationError("--quota needs --period. Give DAY, WEEK or MONTH.")
    }
    if period != nil && quota == nil {
      throw ValidationError("--period needs --quota. Give the number of requests in a period.")
    }
  }

  /// The throttle as far as it was given; nil when it was not.
  var throttle: Throttle? {
    rate == nil && burst == nil ? nil : Throttle(rateLimit: rate, burstLimit: burst)
  }

  /// The throttle where there is none yet: without a burst it would let nothing through, so a second's
  /// worth of requests may come at once.
  var newThrottle: Throttle? {
    guard let rate else { return nil }
    let second = rate < 1e9 ? Int(rate.rounded(.up)) : Int(1e9)
    return Throttle(rateLimit: rate, burstLimit: burst ?? max(1, second))
  }

  /// The quota of a new plan; nil when there is none.
  var newQuota: Quota? {
    guard let quota, let period else { return nil }
    return Quota(limit: quota, period: period)
  }
}
