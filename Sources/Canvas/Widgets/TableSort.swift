/// Which column a table is sorted by.
package struct TableSort: Hashable, Sendable {
  /// The column's id.
  package var column: String
  /// True when the least comes first.
  package var ascending: Bool

  /// Makes a sort.
  package init(column: String, ascending: Bool) {
    self.column = column
    self.ascending = ascending
  }
}
