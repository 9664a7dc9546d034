package import Foundation
import GRDB

extension LocalStore {
  /// Remembers that keys were revoked; the same key again keeps the first date, unless it was
  /// enabled on purpose meanwhile. A hash that is known is not forgotten.
  package func bury(_ tombstones: [Tombstone]) async throws(StoreError) {
    guard !tombstones.isEmpty else { return }
    try await write { db in
      for stone in tombstones {
        try db.execute(
          sql: """
            INSERT INTO tombstones
              (profile, region, endpoint, account, key_id, name, fingerprint, revoked_at, lifted_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (profile, region, endpoint, key_id) DO UPDATE SET
              revoked_at = CASE WHEN lifted_at IS NULL THEN revoked_at ELSE excluded.revoked_at END,
              lifted_at = excluded.lifted_at,
              name = excluded.name,
              account = CASE WHEN excluded.account = '' THEN account ELSE excluded.account END,
              fingerprint = COALESCE(excluded.fingerprint, fingerprint)
            """,
          arguments: [
            stone.place.profile, stone.place.region, stone.place.endpoint, stone.place.account,
            stone.keyId, stone.name, stone.fingerprint, JournalRow.milliseconds(stone.revokedAt),
            stone.liftedAt.map(JournalRow.milliseconds),
          ])
      }
    }
  }

  /// All tombstones, those that were lifted too, oldest first.
  package func tombstones() async throws(StoreError) -> [Tombstone] {
    try await read { db in
      let rows = try Row.fetchAll(
        db, sql: "SELECT * FROM tombstones ORDER BY revoked_at, profile, region, key_id")
      return try rows.map { row in
        let revoked: Int64 = try row.decode(forColumn: "revoked_at")
        let lifted: Int64? = try row.decode(forColumn: "lifted_at")
        return Tombstone(
          place: try JournalPlace(row), keyId: try row.decode(forColumn: "key_id"),
          name: try row.decode(forColumn: "name"),
          fingerprint: try row.decode(forColumn: "fingerprint"),
          revokedAt: JournalRow.date(revoked), liftedAt: lifted.map(JournalRow.date))
      }
    }
  }

  /// A person enabled a revoked key on purpose. Nothing happens when there is no tombstone.
  package func lift(
    _ keyId: String, at place: JournalPlace, now: Date
  ) async throws(StoreError) {
    try await write { db in
      try db.execute(
        sql: """
          UPDATE tombstones SET lifted_at = ?
          WHERE profile = ? AND region = ? AND endpoint = ? AND key_id = ? AND lifted_at IS NULL
          """,
        arguments: [
          JournalRow.milliseconds(now), place.profile, place.region, place.endpoint, keyId,
        ])
    }
  }
}
