/// A column of a table and of a CSV file.
struct Column<Row>: Sendable {
  /// How a column gives way on a narrow terminal, and to which side it is aligned.
  enum Layout: Sendable {
    /// Text that may be cut.
    case flexible
    /// Text that is never cut.
    case fixed
    /// A number: aligned to the right, never cut.
    case number
  }

  /// The header in tables.
  let title: String
  /// The header in CSV: the field's name in JSON.
  let field: String
  /// How it is laid out.
  let layout: Layout
  /// The cell for people.
  let text: @Sendable (Row) -> String
  /// The cell for programs.
  let raw: @Sendable (Row) -> String

  /// Makes a column; without `raw` both cells are the same.
  init(
    _ title: String, _ field: String, _ layout: Layout = .flexible,
    text: @escaping @Sendable (Row) -> String, raw: (@Sendable (Row) -> String)? = nil
  ) {
    self.title = title
    self.field = field
    self.layout = layout
    self.text = text
    self.raw = raw ?? text
  }
}
