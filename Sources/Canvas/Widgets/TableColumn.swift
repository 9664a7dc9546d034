/// A column of a ``TableWidget``.
package struct TableColumn: Hashable, Sendable {
  /// What the caller knows it by.
  package var id: String
  /// The heading.
  package var title: String
  /// Where values stand.
  package var alignment: Text.Alignment
  /// The least width at which it says something.
  package var minimum: Int
  /// The width that it takes when there is room.
  package var ideal: Int
  /// The order in which columns leave when there is no room, lowest first; nil: it never leaves.
  package var leaves: Int?

  /// Makes a column; the widths are at least that of the title unless the minimum says otherwise.
  package init(
    _ id: String, _ title: String, _ alignment: Text.Alignment = .left, minimum: Int,
    ideal: Int? = nil, leaves: Int? = nil
  ) {
    self.id = id
    self.title = title
    self.alignment = alignment
    self.minimum = max(1, minimum)
    self.ideal = max(minimum, ideal ?? minimum)
    self.leaves = leaves
  }
}
