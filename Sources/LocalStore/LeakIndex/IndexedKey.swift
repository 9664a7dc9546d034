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
