extension CellBuffer {
  /// The cell at a position; nil outside the buffer.
  package subscript(safe x: Int, y: Int) -> Cell? {
    bounds.contains(Point(x: x, y: y)) ? self[x, y] : nil
  }
}
