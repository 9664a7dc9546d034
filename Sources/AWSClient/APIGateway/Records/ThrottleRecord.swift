/// Rate and burst as the service returns them; either may be missing.
package struct ThrottleRecord: Sendable, Equatable {
  /// Requests a second.
  package var rateLimit: Double?
  /// Requests at once.
  package var burstLimit: Int?

  /// Makes a record.
  package init(rateLimit: Double? = nil, burstLimit: Int? = nil) {
    self.rateLimit = rateLimit
    self.burstLimit = burstLimit
  }
}
