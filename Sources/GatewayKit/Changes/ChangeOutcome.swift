package import Foundation

/// What a performed change left behind.
package struct ChangeOutcome: Hashable, Sendable {
  /// The thing that was made or changed.
  package enum Subject: Hashable, Sendable {
    /// A key, read back after the change.
    case key(APIKey)
    /// A plan, read back after the change.
    case plan(UsagePlan)
    /// A key was put into a plan or taken out of one.
    case membership(key: APIKey, plan: UsagePlan, attached: Bool)
    /// A quota was granted: figures after it.
    case usage(KeyUsage)
    /// The key is gone.
    case keyDeleted(APIKey)
    /// The plan is gone.
    case planDeleted(UsagePlan)
  }

  /// The thing.
  package var subject: Subject
  /// A past-tense sentence without a full stop: `disabled acme-mobile`.
  package var summary: String
  /// When it was done.
  package var at: Date
  /// Request ids in order.
  package var requestIds: [String]
  /// The journal entry.
  package var journalId: Int64
  /// True when `undo` can take it back.
  package var isReversible: Bool
  /// The value of a created key; nil for anything else.
  package var value: KeyValue?
  /// Sentences that a person should read besides: an answer that was lost, a counter that may start
  /// anew.
  package var notes: [String]

  /// Makes an outcome.
  package init(
    subject: Subject, summary: String, at: Date, requestIds: [String], journalId: Int64,
    isReversible: Bool, value: KeyValue? = nil,
    notes: [String] = []
  ) {
    self.subject = subject
    self.summary = summary
    self.at = at
    self.requestIds = requestIds
    self.journalId = journalId
    self.isReversible = isReversible
    self.value = value
    self.notes = notes
  }
}

/// What a change needs before it may be sent.
package enum Confirmation: Hashable, Sendable {
  /// Nothing.
  case none
  /// A dialog that names it, and `y`.
  case yes
  /// The text typed: a name, an id, or a count.
  case typed(String)
}
