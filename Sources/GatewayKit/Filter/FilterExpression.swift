/// The filter language of `/` and `--filter`: words are and-ed. `text` contains (case-insensitive),
/// `!text` does not, `~text` fuzzy, `column:text` in one column (`!column:text` not), `column>n`,
/// `>=`, `<`, `<=`, `=` for numbers (a `%` after the number is ignored), `"two words"` for one.
///
/// A word that is not finished (`used>`) filters nothing, so that a table does not go blank while
/// one types. A column that the row does not have makes the word plain text.
package struct FilterExpression: Hashable, Sendable {
  /// The text it was made of.
  package let text: String

  private let terms: [FilterTerm]

  /// Parses; every text is a valid filter.
  package init(_ text: String) {
    self.text = text
    terms = FilterTerm.parse(text)
  }

  /// True when nothing is filtered out.
  package var isEmpty: Bool { terms.isEmpty }

  /// Whether a row stays. Does not allocate for rows whose texts are ASCII.
  package func matches(_ row: some Filterable) -> Bool {
    for term in terms where !term.matches(row) { return false }
    return true
  }
}
