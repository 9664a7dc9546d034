package import Foundation

/// What `z` or `tollgate undo` would take back.
package struct UndoCandidate: Hashable, Sendable {
  /// The journal entry.
  package var journalId: Int64
  /// What was done, in the past tense: `disabled acme-mobile`.
  package var summary: String
  /// What undoing does, as a verb phrase: `enable acme-mobile`.
  package var inverse: String
  /// When it was done.
  package var at: Date

  /// Makes a candidate.
  package init(journalId: Int64, summary: String, inverse: String, at: Date) {
    self.journalId = journalId
    self.summary = summary
    self.inverse = inverse
    self.at = at
  }
}
