/// A throttle as JSON: `{"rateLimit"?,"burstLimit"?}`.
package struct ThrottleJSON: Encodable, Hashable, Sendable {
  /// Requests a second.
  package let rateLimit: Double?
  /// Requests at once.
  package let burstLimit: Int?

  /// The JSON of a throttle.
  package init(_ throttle: Throttle) {
    rateLimit = throttle.rateLimit
    burstLimit = throttle.burstLimit
  }
}

/// A quota as JSON: `{"limit","period","offset"}`.
package struct QuotaJSON: Encodable, Hashable, Sendable {
  /// Requests per period and key.
  package let limit: Int
  /// `DAY`, `WEEK` or `MONTH`.
  package let period: String
  /// The offset as the service has it.
  package let offset: Int

  /// The JSON of a quota.
  package init(_ quota: Quota) {
    limit = quota.limit
    period = quota.period.rawValue
    offset = quota.offset
  }
}
