package import Foundation

/// What became of a change, as the journal is told afterwards.
package struct JournalConclusion: Hashable, Sendable {
  /// When.
  package var at: Date
  /// What became of it.
  package var outcome: JournalOutcome
  /// The caller's ARN when it became known meanwhile; nil keeps what stands in the entry.
  package var who: String?
  /// The account when it became known meanwhile; nil keeps what stands in the entry.
  package var account: String?
  /// State after as JSON, without values.
  package var after: String?
  /// Request ids in order.
  package var requestIds: [String]
  /// Whether undo can take it back.
  package var isReversible: Bool
  /// What went wrong, without secrets.
  package var error: String?

  /// Makes a conclusion.
  package init(
    at: Date, outcome: JournalOutcome, who: String? = nil, account: String? = nil,
    after: String? = nil, requestIds: [String] = [], isReversible: Bool = false,
    error: String? = nil
  ) {
    self.at = at
    self.outcome = outcome
    self.who = who
    self.account = account
    self.after = after
    self.requestIds = requestIds
    self.isReversible = isReversible
    self.error = error
  }
}
