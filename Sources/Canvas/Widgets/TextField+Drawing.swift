extension TextField: Widget {
  /// Draws it in one row as the field that has the focus.
  package func draw(into buffer: inout CellBuffer, in rect: Rect, glyphs: GlyphSet) {
    draw(into: &buffer, in: rect, glyphs: glyphs, isFocused: true)
  }

  /// Draws it in one row; with the focus the cell at the cursor is reversed.
  package func draw(
    into buffer: inout CellBuffer, in rect: Rect, glyphs: GlyphSet, isFocused: Bool,
    on surface: Surface = .field
  ) {
    guard !rect.isEmpty else { return }
    let row = Rect(x: rect.x, y: rect.y, width: rect.width, height: 1)
    let style = Style(.text, on: surface)
    buffer.fill(row, on: surface)
    let offset = scrollOffset(width: row.width, glyphs: glyphs, isFocused: isFocused)
    var x = row.x - offset
    for (index, character) in characters.enumerated() {
      if x >= row.maxX { break }
      let isAtCursor = isFocused && index == cursor
      x += buffer.put(
        shown(character, glyphs: glyphs), at: Point(x: x, y: row.y),
        style: isAtCursor ? style.adding(.reverse) : style, in: row)
    }
    if offset > 0 {
      buffer.put(
        Glyphs(glyphs).ellipsis, at: Point(x: row.x, y: row.y), style: Style(.dim, on: surface),
        in: row)
    }
    guard isFocused, cursor == characters.count else { return }
    buffer.put(
      Text.clip(suggestion, to: row.maxX - x, glyphs: glyphs), at: Point(x: x, y: row.y),
      style: Style(.dim, on: surface), in: row)
    buffer.restyle(Rect(x: x, y: row.y, width: 1, height: 1).intersection(row)) {
      $0.adding(.reverse)
    }
  }

  /// The cursor's column, counted from the left edge of a field so wide.
  package func cursorColumn(width: Int, glyphs: GlyphSet = .unicode) -> Int {
    columns(upTo: cursor, glyphs: glyphs)
      - scrollOffset(width: width, glyphs: glyphs, isFocused: true)
  }

  private func shown(_ character: Character, glyphs: GlyphSet) -> String {
    if isSecret { return Glyphs(glyphs).bullet }
    return String(character)
  }

  private func columns(upTo end: Int, glyphs: GlyphSet) -> Int {
    if isSecret { return end }
    return characters[..<end].reduce(0) { $0 + Text.width(String($1)) }
  }

  /// Columns that have left at the left edge, so that the cursor stays inside.
  private func scrollOffset(width: Int, glyphs: GlyphSet, isFocused: Bool) -> Int {
    guard isFocused else { return 0 }
    let before = columns(upTo: cursor, glyphs: glyphs)
    let atCursor =
      cursor < characters.count && !isSecret
      ? Text.width(String(characters[cursor])) : 1
    return max(0, before + atCursor - width)
  }
}
