import GRDB

extension LocalStore {
  /// Writes a new rotation down, synced.
  ///
  /// - Throws: ``StoreError`` of kind `state` when another one is open for the old key at the place.
  package func open(_ rotation: RotationRow) async throws(StoreError) {
    let path = path
    try await write { db in
      if try RotationRow.find(rotation.id, db) != nil {
        throw StoreError(
          kind: .state, path: path, reason: "there is a rotation \(rotation.id) already")
      }
      try rotation.put(db, path: path)
    }
  }

  /// Writes a rotation's newer state down, synced; one that is not there is added.
  ///
  /// - Parameters:
  ///   - rotation: what it is from now on.
  ///   - state: the state that the caller read; nil when there was none to read.
  /// - Throws: ``StoreError`` of kind `state` when the one in the file is not in `state`, or when
  ///   another one is open for the old key.
  package func save(_ rotation: RotationRow, was state: String?) async throws(StoreError) {
    let path = path
    try await write { db in
      if let present = try RotationRow.find(rotation.id, db), present.state != state {
        throw StoreError(
          kind: .state, path: path,
          reason: "rotation \(rotation.id) is \(present.state) by now"
            + (state.map { ", not \($0)" } ?? ""))
      }
      try rotation.put(db, path: path)
    }
  }

  /// All rotations of a place, newest first.
  package func rotations(at place: JournalPlace) async throws(StoreError) -> [RotationRow] {
    try await read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT * FROM rotations WHERE profile = ? AND region = ? AND endpoint = ?
          ORDER BY started_at DESC, id
          """, arguments: [place.profile, place.region, place.endpoint]
      ).map { try RotationRow($0) }
    }
  }

  /// One rotation; nil when there is none.
  package func rotation(_ id: String) async throws(StoreError) -> RotationRow? {
    try await read { db in try RotationRow.find(id, db) }
  }
}
