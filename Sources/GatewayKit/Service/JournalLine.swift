package import Foundation

/// An entry of the journal as it is shown.
package struct JournalLine: Hashable, Sendable {
  /// Number.
  package var id: Int64
  /// When.
  package var at: Date
  /// Who: the caller's ARN, or `unknown`.
  package var who: String
  /// Where.
  package var context: GatewayContext
  /// What: `disable key acme-mobile`.
  package var action: String
  /// `done`, `failed`, `unknown`, `started`, `undone`.
  package var outcome: String
  /// Request ids.
  package var requestIds: [String]
  /// State before as JSON with its names in order; nil when it was not looked at.
  package var before: String?
  /// State after as JSON with its names in order; nil when it is not known.
  package var after: String?
  /// Why, in the person's own words.
  package var reason: String?
  /// What went wrong.
  package var error: String?

  /// Makes a line.
  package init(
    id: Int64, at: Date, who: String, context: GatewayContext, action: String, outcome: String,
    requestIds: [String], before: String? = nil, after: String? = nil, reason: String? = nil,
    error: String? = nil
  ) {
    self.id = id
    self.at = at
    self.who = who
    self.context = context
    self.action = action
    self.outcome = outcome
    self.requestIds = requestIds
    self.before = before
    self.after = after
    self.reason = reason
    self.error = error
  }
}
