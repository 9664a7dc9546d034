// INTERFACE STUB.
/// A row that the filter language can look into. Column names are lower case and without spaces:
/// `name`, `id`, `owner`, `plan`, `state`, `used`, `left`, `tag.team`.
package protocol Filterable {
  /// All text that a bare word is looked for in, lower-cased once when the row is made.
  var searchText: String { get }
  /// The text of a column; nil when the row has no such column.
  func filterText(_ column: String) -> String?
  /// The number of a column; nil when it is no number.
  func filterNumber(_ column: String) -> Double?
}

/// The filter language of `/` and `--filter`: words are and-ed. `text` contains (case-insensitive),
/// `!text` does not, `~text` fuzzy, `column:text` in one column (`!column:text` not), `column>n`,
/// `>=`, `<`, `<=`, `=` for numbers (a `%` after the number is ignored), `"two words"` for one.
package struct FilterExpression: Hashable, Sendable {
  /// The text it was made of.
  package let text: String

  /// Parses; every text is a valid filter.
  package init(_ text: String) { self.text = text }

  /// True when nothing is filtered out.
  package var isEmpty: Bool { text.isEmpty }

  /// Whether a row stays.
  package func matches(_ row: some Filterable) -> Bool { fatalError() }
}
