package import Foundation

/// A key that was revoked as leaked, remembered so that its return is noticed.
package struct Tombstone: Hashable, Sendable {
  /// Where the key lives.
  package var place: JournalPlace
  /// Its id as shown.
  package var keyId: String
  /// Its name then.
  package var name: String
  /// HMAC-SHA-256 of its value; nil when the value was never seen.
  package var fingerprint: Data?
  /// When it was revoked.
  package var revokedAt: Date
  /// When a person enabled it again on purpose; nil while it is meant to be dead.
  package var liftedAt: Date?

  /// Makes one.
  package init(
    place: JournalPlace, keyId: String, name: String, fingerprint: Data?, revokedAt: Date,
    liftedAt: Date? = nil
  ) {
    self.place = place
    self.keyId = keyId
    self.name = name
    self.fingerprint = fingerprint
    self.revokedAt = revokedAt
    self.liftedAt = liftedAt
  }
}
