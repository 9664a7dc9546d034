extension CellBuffer {
  /// Draws text from a position to the right, within a rectangle, and gives the columns it took.
  ///
  /// Foreign text is made safe here. A wide grapheme that the edge would cut becomes spaces. The
  /// count is of the whole text up to the right edge, whether or not its left part was visible.
  @discardableResult
  package mutating func put(_ text: String, at point: Point, style: Style, in clip: Rect) -> Int {
    let area = clip.intersection(bounds)
    guard point.y >= area.y, point.y < area.maxY, area.width > 0 else { return 0 }
    if CellWalker.isPlain(text) { return putPlain(text, at: point, style: style, in: area) }
    var x = point.x
    CellWalker.walk(text) { cell, columns in
      guard x < area.maxX else { return false }
      if columns == 1 {
        if x >= area.x { store(Cell(cell, style: style), x, point.y) }
      } else if x >= area.x && x + 1 < area.maxX {
        store(Cell(cell, style: style), x, point.y)
        store(Cell("", style: style), x + 1, point.y, joins: true)
      } else {
        for half in x...x + 1 where half >= area.x && half < area.maxX {
          store(Cell(" ", style: style), half, point.y)
        }
      }
      x += columns
      return true
    }
    return min(x, area.maxX) - point.x
  }

  /// Draws text within the whole buffer.
  @discardableResult
  package mutating func put(_ text: String, at point: Point, style: Style = .plain) -> Int {
    put(text, at: point, style: style, in: bounds)
  }

  /// Draws a line of styled text within a rectangle, and gives the columns it took.
  ///
  /// A surface, when given, replaces that of every span; so does `adding` to their attributes.
  @discardableResult
  package mutating func put(
    _ line: Line, at point: Point, in clip: Rect, on surface: Surface? = nil,
    adding attributes: Attributes = []
  ) -> Int {
    var x = point.x
    for span in line.spans {
      var style = span.style.adding(attributes)
      if let surface { style.surface = surface }
      x += put(span.text, at: Point(x: x, y: point.y), style: style, in: clip)
      if x >= clip.maxX { break }
    }
    return x - point.x
  }

  private mutating func putPlain(
    _ text: String, at point: Point, style: Style, in area: Rect
  ) -> Int {
    let ascii = CellWalker.ascii
    let end = min(point.x + text.utf8.count, area.maxX)
    let first = max(point.x, area.x)
    guard first < end else { return max(0, end - point.x) }
    mend(from: first, to: end, row: point.y)
    let row = point.y * size.width
    var x = point.x
    for byte in text.utf8 {
      guard x < end else { break }
      if x >= first { cells[row + x] = Cell(ascii[Int(byte)], style: style) }
      x += 1
    }
    return end - point.x
  }

  /// Makes spaces of the halves that writing over a run of cells would leave of wide graphemes.
  mutating func mend(from first: Int, to end: Int, row: Int) {
    let start = row * size.width
    if first > 0, cells[start + first].isContinuation { cells[start + first - 1].text = " " }
    if end < size.width, cells[start + end].isContinuation { cells[start + end].text = " " }
  }

  /// Writes one cell and mends the wide graphemes that it cuts.
  mutating func store(_ cell: Cell, _ x: Int, _ y: Int, joins: Bool = false) {
    let index = y * size.width + x
    if !joins, x > 0, cells[index].isContinuation {
      cells[index - 1].text = " "
    }
    if x + 1 < size.width, cells[index + 1].isContinuation {
      cells[index + 1].text = " "
    }
    cells[index] = cell
  }
}
