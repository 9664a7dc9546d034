/// What a plan's limits must be like, with AWS's sentences.
enum PlanRules {
  /// The most throttled methods of one stage in one plan.
  static let methodsPerStage = 20

  /// Reads a rate.
  static func rate(_ text: String?) throws(ServiceFault) -> Double {
    guard let text, let rate = Double(text), rate.isFinite, rate >= 0 else {
      throw .badRequest("Usage Plan throttle rate limit must be a non-negative numeric")
    }
    return rate
  }

  /// Reads a burst.
  static func burst(_ text: String?) throws(ServiceFault) -> Int {
    guard let text, let burst = Int(text), burst >= 0 else {
      throw .badRequest("Usage Plan throttle burst limit must be a non-negative numeric")
    }
    return burst
  }

  /// Reads a quota's limit.
  static func quotaLimit(_ text: String?) throws(ServiceFault) -> Int {
    guard let text, let limit = Int(text), limit >= 0 else {
      throw .badRequest("Usage Plan quota limit must be a non-negative numeric")
    }
    return limit
  }

  /// Reads a quota's period.
  static func period(_ text: String?) throws(ServiceFault) -> Quota.Period {
    guard let text, let period = Quota.Period(rawValue: text) else {
      throw .badRequest("Usage Plan quota period must be one of: [DAY, WEEK, MONTH]")
    }
    return period
  }

  /// Checks that an offset fits its period.
  static func check(_ quota: Quota) throws(ServiceFault) {
    switch quota.period {
    case .day where quota.offset != 0:
      throw .badRequest("Usage Plan quota offset must be zero in the DAY period")
    case .week where !(0...6).contains(quota.offset):
      throw .badRequest(
        "Usage Plan quota offset must be between 0 and 6 inclusive in the WEEK period")
    case .month where !(0...27).contains(quota.offset):
      throw .badRequest(
        "Usage Plan quota offset must be between 0 and 27 inclusive in the MONTH period")
    default: break
    }
  }

  /// Splits `api:stage`.
  static func stageReference(
    _ text: String?
  ) throws(ServiceFault) -> (api: String, stage: String) {
    let parts = (text ?? "").split(
      separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
      throw .invalidStageReference
    }
    return (String(parts[0]), String(parts[1]))
  }

  /// Reads a map of method throttles as it stands in a body.
  static func methodThrottles(_ body: JSONBody?) throws(ServiceFault) -> [String: Throttle] {
    guard let body else { return [:] }
    var throttles: [String: Throttle] = [:]
    for name in body.names {
      guard let method = PlanPath.method(named: name) else {
        throw .badRequest("Invalid method throttle path '\(name)' specified")
      }
      throttles[method] = try throttle(body.object(name) ?? JSONBody(fields: [:]))
    }
    guard throttles.count <= methodsPerStage else { throw tooManyMethods }
    return throttles
  }

  /// Reads a throttle as it stands in a body.
  static func throttle(_ body: JSONBody) throws(ServiceFault) -> Throttle {
    let rate = try body.double("rateLimit")
    let burst = try body.int("burstLimit")
    return Throttle(
      rateLimit: try rate.map { (rate) throws(ServiceFault) in try self.rate(String(rate)) },
      burstLimit: try burst.map { (burst) throws(ServiceFault) in try self.burst(String(burst)) })
  }

  /// Too many throttled methods.
  static let tooManyMethods = ServiceFault.limitExceeded(
    "The number of method throttles per API stage cannot exceed \(methodsPerStage)")
}
