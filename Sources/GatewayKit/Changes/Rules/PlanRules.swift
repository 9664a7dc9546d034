/// Rules of limits: what API Gateway accepts, and what makes sense of what it accepts.
enum PlanRules {
  /// Method throttles that a plan may have per stage.
  static let methodLimit = 20

  /// Both rate and burst, and numbers that let requests through.
  static func check(_ throttle: Throttle, of what: String) throws(GatewayError) {
    switch (throttle.rateLimit, throttle.burstLimit) {
    case (nil, nil):
      throw ChangeRules.bad("\(what) has no rate and no burst to set.", "Give both.")
    case (nil, .some):
      throw ChangeRules.bad(
        "\(what) has a burst without a rate.", "Give the rate too: --rate 100 --burst 50.")
    case (.some, nil):
      throw ChangeRules.bad(
        "\(what) has a rate without a burst.", "Give the burst too: --rate 100 --burst 50.")
    case (.some(let rate), .some(let burst)):
      guard rate.isFinite else {
        throw ChangeRules.bad("The rate is not a number.", "Give requests a second, 0.5 or 100.")
      }
      guard rate > 0 else {
        throw ChangeRules.bad(
          "The rate \(text(rate)) would let no request through.",
          "Give more than 0, or take the stages away to close the plan.")
      }
      guard burst > 0 else {
        throw ChangeRules.bad(
          "The burst \(burst) would let no request through.", "Give 1 or more.")
      }
    }
  }

  /// A limit that is not negative, and an offset that the period has.
  static func check(_ quota: Quota) throws(GatewayError) {
    guard quota.limit >= 0 else {
      throw ChangeRules.bad("The quota \(quota.limit) is negative.", "Give 0 or more requests.")
    }
    let last =
      switch quota.period {
      case .day: 0
      case .week: 6
      case .month: 27
      }
    guard (0...last).contains(quota.offset) else {
      throw ChangeRules.bad(
        "The quota's offset \(quota.offset) does not fit the period \(quota.period.rawValue).",
        last == 0 ? "Leave it out." : "Give 0 to \(last).")
    }
  }

  /// At most twenty methods, each written `/path/METHOD`.
  static func checkMethods(
    _ throttles: [String: Throttle], of stage: String
  ) throws(GatewayError) {
    guard throttles.count <= methodLimit else {
      throw ChangeRules.bad(
        "The stage \(stage) would have \(throttles.count) method throttles; "
          + "\(methodLimit) are allowed.", "Leave some out.")
    }
    for (method, throttle) in throttles.sorted(by: { $0.key < $1.key }) {
      guard isMethod(method) else {
        throw ChangeRules.bad(
          "“\(method)” is no path and method.",
          "Write them as '/orders GET=5/10'; the root is '/ GET=5/10'.")
      }
      try check(throttle, of: "The method \(method)")
    }
  }

  private static func isMethod(_ text: String) -> Bool {
    guard text.hasPrefix("/"), let slash = text.lastIndex(of: "/"), slash != text.startIndex else {
      return false
    }
    let verbs: Set<Substring> = ["GET", "PUT", "POST", "DELETE", "PATCH", "HEAD", "OPTIONS", "ANY"]
    return verbs.contains(text[text.index(after: slash)...])
  }

  /// A number without a useless fraction: `10`, `0.5`.
  static func text(_ number: Double) -> String {
    number == number.rounded() && abs(number) < 1e15 ? String(Int(number)) : String(number)
  }
}
