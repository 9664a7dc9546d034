import Foundation
import GRDB

/// Where the journal's chain ends: number and hash of the row that was added last.
///
/// It stands in a table of its own and is written in the transaction that adds a row, so that rows
/// cut off at the end, or added by something else, are noticed.
struct ChainHead: Equatable {
  /// The row's number; 0 before the first.
  var seq: Int64
  /// Its hash; 32 zero bytes before the first.
  var hash: Data

  static let start = ChainHead(seq: 0, hash: Data(repeating: 0, count: 32))

  /// The hash as 64 hex digits.
  var text: String { hash.map { String(format: "%02x", $0) }.joined() }

  static func read(_ db: Database) throws -> ChainHead {
    let row = try Row.fetchOne(db, sql: "SELECT seq, hash FROM chain_head WHERE id = 1")
    guard let row else { return .start }
    return ChainHead(seq: row["seq"], hash: row["hash"])
  }

  /// Adds a row to the journal, chained to the head.
  ///
  /// The head, not the last row, decides: were rows cut off, continuing after what is left would
  /// hide it. A gap stays for ``LocalStore/verifyChain()`` to find; the journal goes on, since
  /// writing nothing down in an incident would be worse.
  @discardableResult
  static func append(_ db: Database, _ make: (Int64) -> JournalRow) throws -> JournalRow {
    let head = try read(db)
    let last = try Int64.fetchOne(db, sql: "SELECT MAX(seq) FROM journal") ?? 0
    let row = make(max(head.seq, last) + 1)
    let hash = row.hash(after: head.hash)
    try row.insert(db, hash: hash)
    try db.execute(
      sql: """
        INSERT INTO chain_head (id, seq, hash) VALUES (1, ?, ?)
        ON CONFLICT (id) DO UPDATE SET seq = excluded.seq, hash = excluded.hash
        """, arguments: [row.seq, hash])
    return row
  }
}
