import GRDB

extension LocalStore {
  /// Reads the whole journal and checks each row's hash.
  ///
  /// Found are rows that were changed, removed (at the end too), put in another order, or added by
  /// something else. Not found is a file whose rows, hashes and head were all computed anew by
  /// somebody who may write it: only a head that was noted elsewhere tells that, and
  /// ``ChainReport/head`` is there to be noted.
  package func verifyChain() async throws(StoreError) -> ChainReport {
    let path = path
    return try await read { db in try Self.chain(db, path: path) }
  }

  /// Walks the journal of an open database.
  static func chain(_ db: Database, path: String) throws -> ChainReport {
    var walk = ChainWalk()
    let rows = try Row.fetchCursor(db, sql: "SELECT * FROM journal ORDER BY seq")
    while let row = try rows.next() { try walk.visit(row, path: path) }
    let head = try ChainHead.read(db)
    walk.end(at: head)
    return ChainReport(
      rows: walk.rows, brokenAt: walk.broken?.seq, reason: walk.broken?.reason, head: head.text,
      unfinished: walk.unfinished)
  }
}
