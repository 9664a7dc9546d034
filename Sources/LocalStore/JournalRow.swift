import Crypto
import Foundation
import GRDB

/// One row of the journal: what happened at one moment to one change.
struct JournalRow: Equatable {
  var seq: Int64
  var entry: Int64
  /// Milliseconds since 1970.
  var at: Int64
  var who: String
  var place: JournalPlace
  var action: String
  var summary: String
  var subjects: String
  var before: String?
  var after: String?
  var reason: String?
  var requestIds: String
  var outcome: JournalOutcome
  var isReversible: Bool
  var undoes: Int64?
  var error: String?

  /// SHA-256 over the hash of the row before (32 zero bytes for the first) and every column of this
  /// one, each written as its length and its bytes so that no two contents read alike.
  func hash(after previous: Data) -> Data {
    var hasher = SHA256()
    hasher.update(data: previous)
    let columns: [String?] = [
      String(seq), String(entry), String(at), who, place.profile, place.region, place.endpoint,
      place.account, action, summary, subjects, before, after, reason, requestIds,
      outcome.rawValue, isReversible ? "1" : "0", undoes.map(String.init), error,
    ]
    for column in columns {
      if let column {
        hasher.update(data: Data("\(column.utf8.count):".utf8))
        hasher.update(data: Data(column.utf8))
      } else {
        hasher.update(data: Data("-:".utf8))
      }
    }
    return Data(hasher.finalize())
  }

  /// Adds the row to the table with the hash that chains it to the one before.
  func insert(_ db: Database, hash: Data) throws {
    try db.execute(
      sql: """
        INSERT INTO journal (seq, entry, at, who, profile, region, endpoint, account, action,
          summary, subjects, before, after, reason, request_ids, outcome, reversible, undoes,
          error, hash)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        seq, entry, at, who, place.profile, place.region, place.endpoint, place.account, action,
        summary, subjects, before, after, reason, requestIds, outcome.rawValue, isReversible,
        undoes, error, hash,
      ])
  }

  /// Reads a row of `SELECT *`.
  ///
  /// - Throws: ``StoreError`` of kind `damaged` for what this program cannot have written.
  init(_ row: Row, path: String) throws {
    do {
      seq = try row.decode(forColumn: "seq")
      entry = try row.decode(forColumn: "entry")
      at = try row.decode(forColumn: "at")
      who = try row.decode(forColumn: "who")
      place = try JournalPlace(row)
      action = try row.decode(forColumn: "action")
      summary = try row.decode(forColumn: "summary")
      subjects = try row.decode(forColumn: "subjects")
      before = try row.decode(forColumn: "before")
      after = try row.decode(forColumn: "after")
      reason = try row.decode(forColumn: "reason")
      requestIds = try row.decode(forColumn: "request_ids")
      isReversible = try row.decode(forColumn: "reversible")
      undoes = try row.decode(forColumn: "undoes")
      error = try row.decode(forColumn: "error")
      let word: String = try row.decode(forColumn: "outcome")
      guard let outcome = JournalOutcome(rawValue: word) else { throw UnknownOutcome() }
      self.outcome = outcome
    } catch let failure where !(failure is DatabaseError) {
      let number: Int64? = row["seq"]
      throw StoreError(
        kind: .damaged, path: path,
        reason: "row \(number.map(String.init) ?? "?") of the journal cannot be read")
    }
  }

  private struct UnknownOutcome: Error {}

  init(_ draft: JournalDraft, seq: Int64) {
    self.seq = seq
    entry = seq
    at = Self.milliseconds(draft.at)
    who = draft.who
    place = draft.place
    action = draft.action
    summary = draft.summary
    subjects = Self.list(draft.subjects)
    before = draft.before
    after = nil
    reason = draft.reason
    requestIds = "[]"
    outcome = .started
    isReversible = false
    undoes = draft.undoes
    error = nil
  }

  /// The row that concludes an entry.
  func concluded(_ conclusion: JournalConclusion, seq: Int64) -> JournalRow {
    var row = self
    row.seq = seq
    row.at = Self.milliseconds(conclusion.at)
    row.outcome = conclusion.outcome
    row.who = conclusion.who ?? who
    row.place.account = conclusion.account ?? place.account
    row.after = conclusion.after ?? after
    row.requestIds = Self.list(conclusion.requestIds)
    row.isReversible = conclusion.isReversible
    row.error = conclusion.error
    return row
  }

  static func milliseconds(_ date: Date) -> Int64 {
    Int64((date.timeIntervalSince1970 * 1000).rounded())
  }

  static func date(_ milliseconds: Int64) -> Date {
    Date(timeIntervalSince1970: Double(milliseconds) / 1000)
  }

  static func list(_ texts: [String]) -> String {
    let data = (try? JSONEncoder().encode(texts)) ?? Data("[]".utf8)  // strings always encode
    return String(decoding: data, as: UTF8.self)
  }

  static func texts(_ list: String) -> [String] {
    // A list that was written by hand and does not parse is shown as empty, not as an error.
    (try? JSONDecoder().decode([String].self, from: Data(list.utf8))) ?? []
  }
}
