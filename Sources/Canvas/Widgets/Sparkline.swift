/// A row of small bars; a missing value is a gap, a zero is a flat foot.
package struct Sparkline: Widget {
  /// The values, oldest first; nil where there is none.
  package var values: [Double?]
  /// What a full bar stands for; nil: the greatest value.
  package var top: Double?
  /// The role of the bars.
  package var role: Role

  /// Makes a sparkline.
  package init(_ values: [Double?], top: Double? = nil, role: Role = .chart1) {
    self.values = values
    self.top = top
    self.role = role
  }

  /// The bars as text of at most a width; more values than columns share one by their greatest.
  package func text(width: Int, glyphs: GlyphSet) -> String {
    guard width > 0, !values.isEmpty else { return "" }
    let shown = Buckets.greatest(values, in: width)
    let highest = top ?? shown.compactMap(\.self).max() ?? 0
    let glyph = Glyphs(glyphs)
    return shown.map { value in
      guard let value, value.isFinite else { return " " }
      if value <= 0 || !highest.isFinite || highest <= 0 { return glyphs == .unicode ? "▁" : "_" }
      let eighths = (min(1, value / highest) * 8).rounded()
      return glyph.lowerBlock(eighths: max(1, Int(eighths)))
    }.joined()
  }

  /// The bars as a line for a cell of a table.
  package func line(width: Int, glyphs: GlyphSet) -> Line {
    Line(text(width: width, glyphs: glyphs), role)
  }

  /// Draws it in the first row of the rectangle.
  package func draw(into buffer: inout CellBuffer, in rect: Rect, glyphs: GlyphSet) {
    buffer.put(
      line(width: rect.width, glyphs: glyphs), at: Point(x: rect.x, y: rect.y), in: rect)
  }
}
