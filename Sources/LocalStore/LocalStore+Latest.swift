import Foundation
import GRDB

extension LocalStore {
  /// The newest entry of some kinds that names a thing at a place, whatever became of it; entries
  /// that failed or were taken back are passed over.
  package func latest(
    of actions: [String], subject: String, at place: JournalPlace
  ) async throws(StoreError) -> JournalEntry? {
    let marks = actions.map { _ in "?" }.joined(separator: ", ")
    let arguments = StatementArguments(
      actions + [place.profile, place.region, place.endpoint])
    let found = try await write { db in
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT entry, subjects FROM journal AS latest
          WHERE action IN (\(marks)) AND outcome NOT IN ('failed', 'undone')
            AND profile = ? AND region = ? AND endpoint = ?
            AND seq = (SELECT MAX(seq) FROM journal WHERE entry = latest.entry)
          ORDER BY entry DESC
          """, arguments: arguments)
      return rows.first { JournalRow.texts($0["subjects"]).contains(subject) }
        .map { row -> Int64 in row["entry"] }
    }
    guard let found else { return nil }
    return try await entry(found)
  }
}
