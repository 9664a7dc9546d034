import Foundation
import LocalStore

/// Keys that were revoked as leaked, by this machine's records.
struct Graves: Sendable {
  private var byKey: [String: Date] = [:]
  private var byValue: [Data: Date] = [:]

  /// Sorts tombstones; those that a person lifted do not count.
  init(_ tombstones: [Tombstone]) {
    for stone in tombstones where stone.liftedAt == nil {
      byKey[Self.name(stone.place, stone.keyId)] = stone.revokedAt
      if let fingerprint = stone.fingerprint { byValue[fingerprint] = stone.revokedAt }
    }
  }

  /// When a key was revoked.
  func date(of key: KeyID, at place: JournalPlace) -> Date? { byKey[Self.name(place, key.shown)] }

  /// When a key with this value was revoked.
  func date(of fingerprint: Data) -> Date? { byValue[fingerprint] }

  /// Whether any value is remembered.
  var hasValues: Bool { !byValue.isEmpty }

  private static func name(_ place: JournalPlace, _ id: String) -> String {
    "\(place.profile)/\(place.region)/\(place.endpoint)/\(id)"
  }
}
