package import Foundation

/// A change with its latest outcome, folded from its rows.
package struct JournalEntry: Hashable, Sendable, Identifiable {
  /// The number of its first row.
  package var id: Int64
  /// When it began.
  package var at: Date
  /// The caller's ARN, or `unknown`.
  package var who: String
  /// Where.
  package var place: JournalPlace
  /// The kind of change.
  package var action: String
  /// For people: `disable key acme-mobile`.
  package var summary: String
  /// Ids of the things concerned, as shown.
  package var subjects: [String]
  /// State before as JSON.
  package var before: String?
  /// State after as JSON.
  package var after: String?
  /// Why, in the person's own words.
  package var reason: String?
  /// Request ids in order.
  package var requestIds: [String]
  /// What became of it last.
  package var outcome: JournalOutcome
  /// Whether undo can take it back.
  package var isReversible: Bool
  /// The entry that this one takes back.
  package var undoes: Int64?
  /// What went wrong.
  package var error: String?
}
