package import Foundation

/// A change that is about to be made, as the journal needs it before anything is sent.
package struct JournalDraft: Hashable, Sendable {
  /// When.
  package var at: Date
  /// The caller's ARN, or `unknown`.
  package var who: String
  /// Where.
  package var place: JournalPlace
  /// The kind of change: `setEnabled`, `grant`.
  package var action: String
  /// For people: `disable key acme-mobile`.
  package var summary: String
  /// Ids of the things concerned, as shown: never an id that may be a value.
  package var subjects: [String]
  /// State before as JSON, without values.
  package var before: String?
  /// Why, in the person's own words.
  package var reason: String?
  /// The entry that this one takes back.
  package var undoes: Int64?

  /// Makes a draft.
  package init(
    at: Date, who: String, place: JournalPlace, action: String, summary: String,
    subjects: [String], before: String? = nil, reason: String? = nil, undoes: Int64? = nil
  ) {
    self.at = at
    self.who = who
    self.place = place
    self.action = action
    self.summary = summary
    self.subjects = subjects
    self.before = before
    self.reason = reason
    self.undoes = undoes
  }
}
