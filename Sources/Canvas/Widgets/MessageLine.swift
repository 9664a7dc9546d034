/// The last message: what was done, to what, when, and how to undo it.
package struct MessageLine: Widget, Hashable, Sendable {
  /// The message; it says in words what its role says in colour.
  package var line: Line
  /// What lies behind it.
  package var surface: Surface

  /// Makes a message line.
  package init(_ line: Line, on surface: Surface = .base) {
    self.line = line
    self.surface = surface
  }

  /// Draws it in the first row of the rectangle.
  package func draw(into buffer: inout CellBuffer, in rect: Rect, glyphs: GlyphSet) {
    guard !rect.isEmpty else { return }
    let row = Rect(x: rect.x, y: rect.y, width: rect.width, height: 1)
    buffer.fill(row, on: surface)
    buffer.put(
      line.clipped(to: row.width - 2, glyphs: glyphs), at: Point(x: row.x + 1, y: row.y), in: row,
      on: surface)
  }
}
