import Crypto
package import Foundation
import GRDB
import Synchronization

extension LocalStore {
  /// The index's random key: 32 bytes in a file of its own beside the database, mode 0600, made on
  /// first use. Two processes that begin at once get the same.
  ///
  /// A file of another length is set aside and a new key made. Whenever the key is not the one that
  /// the hashes were made with, they are worthless, and the index is cleared; tombstones stay with
  /// their ids.
  package func leakIndexKey() throws(StoreError) -> [UInt8] {
    if let known = indexKey.withLock({ $0 }) { return known }
    let key = try LeakIndexKeyFile(folder: folder).key()
    let check = Data(
      HMAC<SHA256>.authenticationCode(
        for: Data("tollgate leak index".utf8), using: SymmetricKey(data: key)))
    try writeNow { db in
      let stored = try Data.fetchOne(db, sql: "SELECT key_check FROM leak_key WHERE id = 1")
      guard stored != check else { return }
      try db.execute(sql: "DELETE FROM leak_index")
      try db.execute(sql: "UPDATE tombstones SET fingerprint = NULL")
      try db.execute(
        sql: """
          INSERT INTO leak_key (id, key_check) VALUES (1, ?)
          ON CONFLICT (id) DO UPDATE SET key_check = excluded.key_check
          """, arguments: [check])
    }
    indexKey.withLock { $0 = key }
    return key
  }

  /// Remembers hashes; one row a place and key, the newest wins. What is known already costs no
  /// write.
  package func remember(_ keys: [IndexedKey], at now: Date) async throws(StoreError) {
    guard !keys.isEmpty else { return }
    let seen = JournalRow.milliseconds(now)
    try await write { db in
      // Many rows to a statement: most of a single row's time is the way into the database.
      var rest = keys[...]
      while !rest.isEmpty {
        let batch = rest.prefix(200)
        rest = rest.dropFirst(200)
        let statement = try db.cachedStatement(sql: Self.remembering(batch.count))
        try statement.execute(
          arguments: StatementArguments(
            batch.flatMap { key -> [any DatabaseValueConvertible] in
              [
                key.place.profile, key.place.region, key.place.endpoint, key.place.account,
                key.keyId, key.fingerprint, seen,
              ]
            }))
      }
    }
  }

  private static func remembering(_ rows: Int) -> String {
    """
    INSERT INTO leak_index (profile, region, endpoint, account, key_id, fingerprint, seen_at)
    VALUES \(Array(repeating: "(?, ?, ?, ?, ?, ?, ?)", count: rows).joined(separator: ", "))
    ON CONFLICT (profile, region, endpoint, key_id) DO UPDATE SET
      account = CASE WHEN excluded.account = '' THEN account ELSE excluded.account END,
      fingerprint = excluded.fingerprint, seen_at = excluded.seen_at
    WHERE fingerprint != excluded.fingerprint
      OR (account != excluded.account AND excluded.account != '')
    """
  }

  /// Keys whose value has one of these hashes, in every place.
  package func indexed(_ fingerprints: [Data]) async throws(StoreError) -> [IndexedKey] {
    guard !fingerprints.isEmpty else { return [] }
    let wanted = Set(fingerprints)
    return try await read { db in
      guard wanted.count <= 500 else {
        // A long list, as a pasted log gives it: one walk through the index is less work.
        let rows = try Row.fetchCursor(db, sql: "SELECT * FROM leak_index")
        var found: [IndexedKey] = []
        while let row = try rows.next() {
          let key = try IndexedKey(row)
          if wanted.contains(key.fingerprint) { found.append(key) }
        }
        return found
      }
      let marks = wanted.map { _ in "?" }.joined(separator: ", ")
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT * FROM leak_index WHERE fingerprint IN (\(marks))
          ORDER BY profile, region, endpoint, key_id
          """, arguments: StatementArguments(Array(wanted)))
      return try rows.map { try IndexedKey($0) }
    }
  }

  /// The hash of one key's value; nil when it was never seen.
  package func fingerprint(
    of keyId: String, at place: JournalPlace
  ) async throws(StoreError) -> Data? {
    try await read { db in
      try Data.fetchOne(
        db,
        sql: """
          SELECT fingerprint FROM leak_index
          WHERE profile = ? AND region = ? AND endpoint = ? AND key_id = ?
          """, arguments: [place.profile, place.region, place.endpoint, keyId])
    }
  }
}

extension IndexedKey {
  fileprivate init(_ row: Row) throws {
    self.init(
      place: try JournalPlace(row), keyId: try row.decode(forColumn: "key_id"),
      fingerprint: try row.decode(forColumn: "fingerprint"))
  }
}
