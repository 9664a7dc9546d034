/// What checking the journal's hashes found.
package struct ChainReport: Hashable, Sendable {
  /// Rows in the file.
  package var rows: Int
  /// The first row whose hash does not follow from the rows before; nil when all do.
  package var brokenAt: Int64?
  /// What is wrong there.
  package var reason: String?
  /// The hash of the newest row, 64 hex digits.
  package var head: String
  /// Entries that have begun and of which nobody knows the end: `started` or `unknown`.
  package var unfinished: [Int64]

  /// Makes a report.
  package init(
    rows: Int, brokenAt: Int64? = nil, reason: String? = nil, head: String,
    unfinished: [Int64] = []
  ) {
    self.rows = rows
    self.brokenAt = brokenAt
    self.reason = reason
    self.head = head
    self.unfinished = unfinished
  }
}
