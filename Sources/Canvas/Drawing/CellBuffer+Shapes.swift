extension CellBuffer {
  /// Fills a rectangle with a cell, as far as it lies inside the buffer.
  package mutating func fill(_ rect: Rect, with cell: Cell = .blank) {
    let area = rect.intersection(bounds)
    guard !area.isEmpty else { return }
    for y in area.y..<area.maxY {
      mend(from: area.x, to: area.maxX, row: y)
      let row = y * size.width
      for index in row + area.x..<row + area.maxX { cells[index] = cell }
    }
  }

  /// Fills a rectangle with spaces on a surface.
  package mutating func fill(_ rect: Rect, on surface: Surface) {
    fill(rect, with: Cell(" ", style: Style(.text, on: surface)))
  }

  /// Changes how the cells of a rectangle look and keeps their text.
  package mutating func restyle(_ rect: Rect, _ change: (Style) -> Style) {
    let area = rect.intersection(bounds)
    guard !area.isEmpty else { return }
    for y in area.y..<area.maxY {
      for x in area.x..<area.maxX {
        let index = y * size.width + x
        cells[index].style = change(cells[index].style)
      }
    }
  }

  /// Draws a line from left to right.
  package mutating func horizontalLine(
    _ glyph: String, from point: Point, length: Int, style: Style, in clip: Rect
  ) {
    put(String(repeating: glyph, count: max(0, length)), at: point, style: style, in: clip)
  }

  /// Draws a frame on the edge of a rectangle, with a title in its upper side.
  package mutating func frame(
    _ rect: Rect, title: Line = [], style: Style, glyphs: GlyphSet, in clip: Rect
  ) {
    guard rect.width >= 2, rect.height >= 2 else { return }
    let glyph = Glyphs(glyphs)
    let side = String(repeating: glyph.horizontal, count: rect.width - 2)
    put(
      glyph.topLeft + side + glyph.topRight, at: Point(x: rect.x, y: rect.y), style: style, in: clip
    )
    put(
      glyph.bottomLeft + side + glyph.bottomRight, at: Point(x: rect.x, y: rect.maxY - 1),
      style: style, in: clip)
    for y in rect.y + 1..<rect.maxY - 1 {
      put(glyph.vertical, at: Point(x: rect.x, y: y), style: style, in: clip)
      put(glyph.vertical, at: Point(x: rect.maxX - 1, y: y), style: style, in: clip)
    }
    guard !title.isEmpty, rect.width > 6 else { return }
    let shown = ([TextSpan(" ")] + title.clipped(to: rect.width - 6, glyphs: glyphs) + " ") as Line
    put(
      shown, at: Point(x: rect.x + 1, y: rect.y),
      in: clip.intersection(rect.inset(left: 1, right: 1)), on: style.surface)
  }

  /// Copies another buffer so that its upper left corner comes to a position, within a rectangle.
  package mutating func blit(_ other: CellBuffer, at origin: Point, in clip: Rect) {
    let target = Rect(
      x: origin.x, y: origin.y, width: other.size.width, height: other.size.height)
    let area = target.intersection(clip).intersection(bounds)
    guard !area.isEmpty else { return }
    for y in area.y..<area.maxY {
      for x in area.x..<area.maxX {
        var cell = other[x - origin.x, y - origin.y]
        let isCutLeft = x == area.x && cell.isContinuation
        let next = x - origin.x + 1
        let isCutRight =
          x == area.maxX - 1 && next < other.size.width
          && other[next, y - origin.y].isContinuation
        if isCutLeft || isCutRight { cell.text = " " }
        store(cell, x, y, joins: cell.isContinuation)
      }
    }
  }

  /// The same screen with nothing above 0x7E in it, column for column.
  package func asciified() -> CellBuffer {
    var result = self
    for index in cells.indices where cells[index].text.utf8.count > 1 {
      let hasSecond =
        index + 1 < cells.count && cells[index + 1].isContinuation
        && (index + 1) % size.width != 0
      let form = AsciiForm.of(cells[index].text, columns: hasSecond ? 2 : 1)
      result.cells[index].text = String(form.prefix(1))
      if hasSecond { result.cells[index + 1].text = String(form.suffix(1)) }
    }
    return result
  }
}
