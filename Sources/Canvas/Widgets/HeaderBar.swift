/// A row with something at its left and figures at its right: the header, a view's title.
package struct HeaderBar: Widget, Hashable, Sendable {
  /// Where we are; clipped last.
  package var left: Line
  /// Figures at the right, the most important first; the last ones leave when there is no room.
  package var right: [Line]
  /// What lies behind it.
  package var surface: Surface

  /// Makes a bar.
  package init(left: Line, right: [Line] = [], on surface: Surface = .bar) {
    self.left = left
    self.right = right
    self.surface = surface
  }

  /// Draws it in the first row of the rectangle.
  package func draw(into buffer: inout CellBuffer, in rect: Rect, glyphs: GlyphSet) {
    guard !rect.isEmpty else { return }
    let row = Rect(x: rect.x, y: rect.y, width: rect.width, height: 1)
    buffer.fill(row, on: surface)
    let separator = Line(" " + Glyphs(glyphs).dot + " ", .dim)
    // The left side keeps 24 columns before a figure leaves for it.
    let wanted = min(left.width, 24) + 3
    var shown = right.filter { !$0.isEmpty }
    func joined() -> Line {
      shown.enumerated().reduce(into: Line()) { line, next in
        if next.offset > 0 { line += separator }
        line += next.element
      }
    }
    while !shown.isEmpty, joined().width + wanted > row.width { shown.removeLast() }
    let figures = joined()
    let space = row.width - 1 - (shown.isEmpty ? 0 : figures.width + 2)
    buffer.put(
      left.clipped(to: space, glyphs: glyphs), at: Point(x: row.x + 1, y: row.y), in: row,
      on: surface)
    guard !shown.isEmpty else { return }
    buffer.put(
      figures, at: Point(x: row.maxX - figures.width - 1, y: row.y), in: row, on: surface)
  }
}
