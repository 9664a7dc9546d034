/// Where a change was made. Undo looks only at changes of the same place.
package struct JournalPlace: Hashable, Sendable {
  /// The profile's name.
  package var profile: String
  /// The region.
  package var region: String
  /// The endpoint when it is not AWS's own, else empty.
  package var endpoint: String
  /// The account when it was known, else empty; not compared.
  package var account: String

  /// Makes a place.
  package init(profile: String, region: String, endpoint: String = "", account: String = "") {
    self.profile = profile
    self.region = region
    self.endpoint = endpoint
    self.account = account
  }
}
