/// The foot: a few words of state, then the keys that are worth knowing now.
package struct FootBar: Widget, Hashable, Sendable {
  /// What stands before the keys: `2 marked`.
  package var lead: Line
  /// The keys, most useful first.
  package var hints: [KeyHint]

  /// Makes a foot.
  package init(lead: Line = [], hints: [KeyHint]) {
    self.lead = lead
    self.hints = hints
  }

  /// Draws it in the first row of the rectangle.
  package func draw(into buffer: inout CellBuffer, in rect: Rect, glyphs: GlyphSet) {
    guard !rect.isEmpty else { return }
    let row = Rect(x: rect.x, y: rect.y, width: rect.width, height: 1)
    buffer.fill(row, on: .bar)
    let separator = " " + Glyphs(glyphs).dot + " "
    var line: Line = " "
    if !lead.isEmpty {
      line += lead
      if !hints.isEmpty { line += Line(separator, .dim) }
    }
    line += KeyHint.line(hints, separator: separator, width: row.width - line.width - 1)
    buffer.put(
      line.clipped(to: row.width, glyphs: glyphs), at: Point(x: row.x, y: row.y), in: row, on: .bar)
  }
}
