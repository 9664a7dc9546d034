/// A screen, or a part of one, as a grid of cells.
///
/// Views draw into it; tests read ``text``.
package struct CellBuffer: Equatable, Sendable {
  /// Columns and rows.
  package let size: Size
  /// All cells, row by row.
  package internal(set) var cells: [Cell]

  /// Makes a buffer filled with one cell.
  package init(size: Size, filledWith cell: Cell = .blank) {
    self.size = size
    cells = Array(repeating: cell, count: size.width * size.height)
  }

  /// The whole buffer as a rectangle.
  package var bounds: Rect { Rect(size: size) }

  /// The cell at a position inside the buffer.
  package subscript(x: Int, y: Int) -> Cell {
    get { cells[y * size.width + x] }
    set { cells[y * size.width + x] = newValue }
  }

  /// The rows as text, without trailing spaces, joined by newlines; what tests compare.
  package var text: String {
    (0..<size.height).map { y in
      var line = ""
      for x in 0..<size.width { line += self[x, y].text }
      while line.last == " " { line.removeLast() }
      return line
    }.joined(separator: "\n")
  }
}
