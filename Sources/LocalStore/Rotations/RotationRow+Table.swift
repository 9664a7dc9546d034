import GRDB

extension RotationRow {
  /// Reads a row of `SELECT *`.
  init(_ row: Row) throws {
    let started: Int64 = try row.decode(forColumn: "started_at")
    let updated: Int64 = try row.decode(forColumn: "updated_at")
    self.init(
      id: try row.decode(forColumn: "id"), place: try JournalPlace(row),
      oldKey: try row.decode(forColumn: "old_key"), newKey: try row.decode(forColumn: "new_key"),
      state: try row.decode(forColumn: "state"), isOpen: try row.decode(forColumn: "is_open"),
      body: try row.decode(forColumn: "body"), startedAt: JournalRow.date(started),
      updatedAt: JournalRow.date(updated))
  }

  static func find(_ id: String, _ db: Database) throws -> RotationRow? {
    try Row.fetchOne(db, sql: "SELECT * FROM rotations WHERE id = ?", arguments: [id])
      .map { try RotationRow($0) }
  }

  /// Adds the row or replaces the one with its id.
  func put(_ db: Database, path: String) throws {
    if isOpen, let other = try openElsewhere(db) {
      throw StoreError(
        kind: .state, path: path, reason: "rotation \(other) is open for key \(oldKey) already")
    }
    try db.execute(
      sql: """
        INSERT INTO rotations (id, profile, region, endpoint, account, old_key, new_key, state,
          is_open, body, started_at, updated_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET profile = excluded.profile, region = excluded.region,
          endpoint = excluded.endpoint, account = excluded.account, old_key = excluded.old_key,
          new_key = excluded.new_key, state = excluded.state, is_open = excluded.is_open,
          body = excluded.body, started_at = excluded.started_at,
          updated_at = excluded.updated_at
        """,
      arguments: [
        id, place.profile, place.region, place.endpoint, place.account, oldKey, newKey, state,
        isOpen, body, JournalRow.milliseconds(startedAt), JournalRow.milliseconds(updatedAt),
      ])
  }

  private func openElsewhere(_ db: Database) throws -> String? {
    try String.fetchOne(
      db,
      sql: """
        SELECT id FROM rotations WHERE profile = ? AND region = ? AND endpoint = ?
          AND old_key = ? AND is_open = 1 AND id != ?
        """, arguments: [place.profile, place.region, place.endpoint, oldKey, id])
  }
}
