/// What revoking a leak is to do.
package struct RevokeRequest: Hashable, Sendable {
  /// The keys; all of one leak, or of several when a person said so.
  package var matches: [LeakMatch]
  /// Where the leaked text came from, for the report.
  package var origin: String
  /// A URL that answered this key otherwise before; proof comes from asking it again.
  package var probe: String?
  /// Seconds of silence in the access logs to wait for; nil ends after the read back.
  package var waitSilent: Double?
  /// Make a replacement too.
  package var replace: Bool
  /// What a replacement takes over; ignored without ``replace``.
  package var carryQuota: Bool
  /// Where the replacement's value goes.
  package var delivery: DeliveryTarget?
  /// Whether a report is wanted.
  package var wantsReport: Bool

  /// Makes a request.
  package init(
    matches: [LeakMatch], origin: String, probe: String? = nil, waitSilent: Double? = nil,
    replace: Bool = false, carryQuota: Bool = false, delivery: DeliveryTarget? = nil,
    wantsReport: Bool = false
  ) {
    self.matches = matches
    self.origin = origin
    self.probe = probe
    self.waitSilent = waitSilent
    self.replace = replace
    self.carryQuota = carryQuota
    self.delivery = delivery
    self.wantsReport = wantsReport
  }
}
