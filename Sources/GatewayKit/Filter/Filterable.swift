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
