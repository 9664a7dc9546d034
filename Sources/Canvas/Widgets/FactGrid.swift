/// Facts about one thing: labels and values in one column, or in two where there is room.
package struct FactGrid: Widget, Hashable, Sendable {
  /// A label and its value.
  package struct Fact: Hashable, Sendable {
    /// The label.
    package var label: String
    /// The value.
    package var value: Line

    /// Makes a fact.
    package init(_ label: String, _ value: Line) {
      self.label = label
      self.value = value
    }
  }

  /// The facts of the left column; the only column's first ones where there is room for one.
  package var left: [Fact]
  /// The facts of the right column.
  package var right: [Fact]

  /// Makes a grid.
  package init(left: [Fact], right: [Fact] = []) {
    self.left = left
    self.right = right
  }

  /// Rows that it wants in a width.
  package func height(width: Int) -> Int {
    isWide(width) ? max(left.count, right.count) : left.count + right.count
  }

  /// Draws as many facts as there is room for.
  package func draw(into buffer: inout CellBuffer, in rect: Rect, glyphs: GlyphSet) {
    guard !rect.isEmpty else { return }
    guard isWide(rect.width) else {
      column(left + right, into: &buffer, in: rect, glyphs: glyphs)
      return
    }
    let parts = rect.columns([.share(2), .fixed(2), .share(3)])
    column(left, into: &buffer, in: parts[0], glyphs: glyphs)
    column(right, into: &buffer, in: parts[2], glyphs: glyphs)
  }

  private func isWide(_ width: Int) -> Bool { width >= 80 && !right.isEmpty }

  private func column(
    _ facts: [Fact], into buffer: inout CellBuffer, in rect: Rect, glyphs: GlyphSet
  ) {
    let labels = min(facts.map { Text.width($0.label) }.max() ?? 0, rect.width / 2)
    for (fact, row) in zip(facts, rect.lines) {
      buffer.put(
        Text.clip(fact.label, to: labels, glyphs: glyphs), at: Point(x: row.x, y: row.y),
        style: Style(.dim), in: row)
      let x = row.x + labels + 2
      buffer.put(
        fact.value.clipped(to: row.maxX - x, glyphs: glyphs), at: Point(x: x, y: row.y), in: row)
    }
  }
}
