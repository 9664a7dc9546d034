package import Foundation

/// A key whose value was seen, as a hash under the index's own random key.
package struct IndexedKey: Hashable, Sendable {
  /// Where the key lives.
  package var place: JournalPlace
  /// Its id as shown: never an id that may be a value.
  package var keyId: String
  /// HMAC-SHA-256 of its value, 32 bytes.
  package var fingerprint: Data

  /// Makes one.
  package init(place: JournalPlace, keyId: String, fingerprint: Data) {
    self.place = place
    self.keyId = keyId
    self.fingerprint = fingerprint
  }
}

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

// INTERFACE STUB
extension LocalStore {
  /// The index's random key: 32 bytes in a file of its own beside the database, mode 0600, made on
  /// first use. Two processes that begin at once get the same.
  package func leakIndexKey() throws(StoreError) -> [UInt8] {
    throw StoreError(kind: .other, path: path, reason: "not written yet")
  }

  /// Remembers hashes; one row a place and key, the newest wins.
  package func remember(_ keys: [IndexedKey], at now: Date) async throws(StoreError) {}

  /// Keys whose value has one of these hashes, in every place.
  package func indexed(_ fingerprints: [Data]) async throws(StoreError) -> [IndexedKey] { [] }

  /// The hash of one key's value; nil when it was never seen.
  package func fingerprint(of keyId: String, at place: JournalPlace) async throws(StoreError)
    -> Data?
  { nil }

  /// Remembers that keys were revoked; the same key again keeps the first date.
  package func bury(_ tombstones: [Tombstone]) async throws(StoreError) {}

  /// All tombstones, those that were lifted too.
  package func tombstones() async throws(StoreError) -> [Tombstone] { [] }

  /// A person enabled a revoked key on purpose.
  package func lift(_ keyId: String, at place: JournalPlace, now: Date) async throws(StoreError) {}
}
