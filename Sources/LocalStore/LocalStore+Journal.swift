package import Foundation
import GRDB

extension LocalStore {
  /// Writes down what is about to be sent. When this returns, it is on the disk.
  ///
  /// An entry that takes another one back marks that one `undone` in the same transaction, so that
  /// nothing is undone twice, whatever dies meanwhile.
  ///
  /// - Returns: the entry's number.
  package func begin(_ draft: JournalDraft) async throws(StoreError) -> Int64 {
    let path = path
    return try await write { db in
      let entry = try ChainHead.append(db) { JournalRow(draft, seq: $0) }.entry
      if let undone = draft.undoes {
        let latest = try Self.latest(of: undone, db, path: path)
        guard latest.outcome == .done, latest.isReversible else {
          throw StoreError(
            kind: .state, path: path, reason: "entry \(undone) is \(latest.outcome.rawValue)")
        }
        let conclusion = JournalConclusion(at: draft.at, outcome: .undone, isReversible: false)
        try ChainHead.append(db) { latest.concluded(conclusion, seq: $0) }
      }
      return entry
    }
  }

  /// Writes down what became of an entry.
  package func conclude(
    _ entry: Int64, _ conclusion: JournalConclusion
  ) async throws(StoreError) {
    let path = path
    try await write { db in
      let latest = try Self.latest(of: entry, db, path: path)
      try ChainHead.append(db) { latest.concluded(conclusion, seq: $0) }
    }
  }

  /// Makes an entry that was marked `undone` reversible again, since taking it back failed without
  /// changing anything.
  package func restore(_ entry: Int64, at now: Date) async throws(StoreError) {
    let path = path
    try await write { db in
      let latest = try Self.latest(of: entry, db, path: path)
      guard latest.outcome == .undone else { return }
      let conclusion = JournalConclusion(at: now, outcome: .done, isReversible: true)
      try ChainHead.append(db) { latest.concluded(conclusion, seq: $0) }
    }
  }

  /// The newest entries, newest first.
  package func entries(limit: Int) async throws(StoreError) -> [JournalEntry] {
    let path = path
    return try await read { db in
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT * FROM journal WHERE entry IN
            (SELECT seq FROM journal WHERE seq = entry ORDER BY seq DESC LIMIT ?)
          ORDER BY entry DESC, seq
          """, arguments: [limit])
      return try Self.fold(rows.map { try JournalRow($0, path: path) })
    }
  }

  /// One entry; nil when there is none of that number.
  package func entry(_ id: Int64) async throws(StoreError) -> JournalEntry? {
    let path = path
    return try await read { db in
      let rows = try Row.fetchAll(
        db, sql: "SELECT * FROM journal WHERE entry = ? ORDER BY seq", arguments: [id])
      return try Self.fold(rows.map { try JournalRow($0, path: path) }).first
    }
  }

  /// The newest entry of a place that undo can take back.
  package func lastReversible(
    at place: JournalPlace
  ) async throws(StoreError) -> JournalEntry? {
    let found = try await read { db in
      try Int64.fetchOne(
        db,
        sql: """
          SELECT entry FROM journal AS latest
          WHERE outcome = 'done' AND reversible = 1
            AND profile = ? AND region = ? AND endpoint = ?
            AND seq = (SELECT MAX(seq) FROM journal WHERE entry = latest.entry)
          ORDER BY entry DESC LIMIT 1
          """, arguments: [place.profile, place.region, place.endpoint])
    }
    guard let found else { return nil }
    return try await entry(found)
  }

  /// The hash of the newest row, as 64 hex digits; 64 zeros when there is none.
  package func chainHead() async throws(StoreError) -> String {
    try await read { db in
      try ChainHead.read(db).text
    }
  }

  private static func latest(of entry: Int64, _ db: Database, path: String) throws -> JournalRow {
    let row = try Row.fetchOne(
      db, sql: "SELECT * FROM journal WHERE entry = ? ORDER BY seq DESC LIMIT 1",
      arguments: [entry])
    guard let row else {
      throw StoreError(kind: .state, path: path, reason: "there is no entry \(entry)")
    }
    return try JournalRow(row, path: path)
  }

  /// Folds rows that are grouped by entry and in order of time within it.
  private static func fold(_ rows: [JournalRow]) -> [JournalEntry] {
    var entries: [JournalEntry] = []
    for row in rows {
      let ids = JournalRow.texts(row.requestIds)
      guard var entry = entries.last, entry.id == row.entry else {
        entries.append(
          JournalEntry(
            id: row.entry, at: JournalRow.date(row.at), who: row.who, place: row.place,
            action: row.action, summary: row.summary, subjects: JournalRow.texts(row.subjects),
            before: row.before, after: row.after, reason: row.reason, requestIds: ids,
            outcome: row.outcome, isReversible: row.isReversible, undoes: row.undoes,
            error: row.error))
        continue
      }
      entry.who = row.who
      entry.place = row.place
      entry.after = row.after
      entry.requestIds += ids
      entry.outcome = row.outcome
      entry.isReversible = row.isReversible
      entry.error = row.error
      entries[entries.count - 1] = entry
    }
    return entries
  }
}
