/// One cell of the screen.
package struct Cell: Hashable, Sendable {
  /// What stands in it: one grapheme of one or two columns that is safe to send to a terminal, at
  /// most five scalars long; empty in the second column of a wide grapheme.
  package var text: String
  /// How it looks.
  package var style: Style

  /// Makes a cell.
  package init(_ text: String = " ", style: Style = .plain) {
    self.text = text
    self.style = style
  }

  /// True in the second column of a wide grapheme.
  package var isContinuation: Bool { text.isEmpty }

  /// A space in the plain style.
  package static let blank = Cell()
}
