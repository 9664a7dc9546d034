/// Rows and columns with a heading, a cursor and marks; only visible cells are asked for.
package struct TableWidget: Widget {
  /// The columns, in order.
  package var columns: [TableColumn]
  /// How many rows there are.
  package var rowCount: Int
  /// The content of a cell, by row and by index into ``columns``; called for visible cells only.
  package var cell: (_ row: Int, _ column: Int) -> Line
  /// The row under the cursor.
  package var cursor: Int?
  /// The first visible row.
  package var scroll: Int
  /// Which rows are marked.
  package var isMarked: (_ row: Int) -> Bool
  /// The column whose heading has the sort mark.
  package var sort: TableSort?
  /// What stands in the middle when there are no rows: why, and what to press.
  package var emptyText: [Line]
  /// True to draw a scroll bar at the right edge when not all rows are visible.
  package var hasScrollbar: Bool

  /// Makes a table.
  package init(
    columns: [TableColumn], rowCount: Int, cursor: Int? = nil, scroll: Int = 0,
    sort: TableSort? = nil, emptyText: [Line] = [], hasScrollbar: Bool = false,
    isMarked: @escaping (_ row: Int) -> Bool = { _ in false },
    cell: @escaping (_ row: Int, _ column: Int) -> Line
  ) {
    self.columns = columns
    self.rowCount = max(0, rowCount)
    self.cell = cell
    self.cursor = cursor
    self.scroll = max(0, scroll)
    self.isMarked = isMarked
    self.sort = sort
    self.emptyText = emptyText
    self.hasScrollbar = hasScrollbar
  }

  /// A value that is on its way: a dim `…`.
  package static func pending(_ glyphs: GlyphSet) -> Line { Line(Glyphs(glyphs).ellipsis, .dim) }

  /// How many rows fit below the heading.
  package static func visibleRows(in rect: Rect) -> Int { max(0, rect.height - 1) }

  /// The first visible row that keeps the cursor in sight and moves as little as it can.
  package static func scroll(_ scroll: Int, keeping cursor: Int, rowCount: Int, visible: Int) -> Int
  {
    guard visible > 0, rowCount > visible else { return 0 }
    var first = min(max(0, scroll), rowCount - visible)
    if cursor < first { first = max(0, cursor) }
    if cursor >= first + visible { first = min(cursor, rowCount - 1) - visible + 1 }
    return first
  }

  /// Draws the heading and the visible rows.
  package func draw(into buffer: inout CellBuffer, in rect: Rect, glyphs: GlyphSet) {
    let area = rect.intersection(buffer.bounds)
    guard !rect.isEmpty, !area.isEmpty else { return }
    buffer.fill(rect, on: .base)
    let placed = placement(width: rect.width, visible: TableWidget.visibleRows(in: rect))
    drawHeading(into: &buffer, in: rect, placed: placed, glyphs: Glyphs(glyphs))
    guard rowCount > 0 else {
      drawEmptyText(into: &buffer, in: rect, glyphs: glyphs)
      return
    }
    let visible = TableWidget.visibleRows(in: rect)
    let last = min(rowCount, scroll + visible)
    guard scroll < last else { return }
    for row in scroll..<last {
      drawRow(
        row, into: &buffer,
        in: Rect(x: rect.x, y: rect.y + 1 + row - scroll, width: rect.width, height: 1),
        placed: placed, glyphs: Glyphs(glyphs))
    }
    drawScrollbar(into: &buffer, in: rect, glyphs: Glyphs(glyphs))
  }

  private func drawHeading(
    into buffer: inout CellBuffer, in rect: Rect, placed: [PlacedColumn], glyphs: Glyphs
  ) {
    for place in placed {
      let column = columns[place.column]
      let isSorted = sort?.column == column.id
      let mark =
        isSorted ? (sort?.ascending == true ? glyphs.ascending : glyphs.descending) : ""
      let width = place.width - mark.count
      let title = Text.clip(column.title, to: width, glyphs: glyphs.set)
      let style = Style(isSorted ? .accent : .dim, on: .base, .bold)
      let shown = title + mark
      let box = Rect(x: rect.x + place.x, y: rect.y, width: place.width, height: 1)
      buffer.put(
        Text.pad(shown, to: place.width, column.alignment, glyphs: glyphs.set),
        at: Point(x: box.x, y: box.y), style: style, in: box.intersection(rect))
    }
  }

  private func drawRow(
    _ row: Int, into buffer: inout CellBuffer, in rect: Rect, placed: [PlacedColumn],
    glyphs: Glyphs
  ) {
    let isCursor = row == cursor
    let isMarked = isMarked(row)
    let surface: Surface = isCursor ? .selection : .base
    if isCursor { buffer.fill(rect, on: .selection) }
    let accent = Style(.accent, on: surface, .bold)
    let markX = rect.x + 1
    if isCursor {
      let x = isMarked ? rect.x : markX
      buffer.put(glyphs.cursor, at: Point(x: x, y: rect.y), style: accent, in: rect)
    }
    if isMarked {
      buffer.put(glyphs.mark, at: Point(x: markX, y: rect.y), style: accent, in: rect)
    }
    for place in placed {
      let box = Rect(x: rect.x + place.x, y: rect.y, width: place.width, height: 1)
      let alignment = columns[place.column].alignment
      var line = cell(row, place.column)
      var x = box.x
      let needed = line.width
      if needed > place.width {
        line = line.clipped(to: place.width, glyphs: glyphs.set)
      } else if alignment == .right {
        x += place.width - needed
      } else if alignment == .center {
        x += (place.width - needed) / 2
      }
      buffer.put(
        line, at: Point(x: x, y: box.y), in: box.intersection(rect), on: surface,
        adding: isMarked ? .bold : [])
    }
  }

  private func drawEmptyText(into buffer: inout CellBuffer, in rect: Rect, glyphs: GlyphSet) {
    let body = rect.inset(left: 1, top: 1, right: 1)
    let rows = emptyText.flatMap { $0.wrapped(to: body.width) }
    let top = body.y + max(0, (body.height - rows.count) / 2)
    for (index, line) in rows.enumerated() {
      let x = body.x + max(0, (body.width - line.width) / 2)
      buffer.put(line, at: Point(x: x, y: top + index), in: body)
    }
  }

  private func drawScrollbar(into buffer: inout CellBuffer, in rect: Rect, glyphs: Glyphs) {
    let visible = TableWidget.visibleRows(in: rect)
    guard showsScrollbar(visible: visible), rect.width > 3 else { return }
    let thumb = max(1, visible * visible / rowCount)
    let range = max(1, rowCount - visible)
    let start = min(visible - thumb, (visible - thumb) * min(scroll, range) / range)
    for offset in 0..<visible {
      let isThumb = offset >= start && offset < start + thumb
      buffer.put(
        isThumb ? glyphs.full : glyphs.vertical,
        at: Point(x: rect.maxX - 1, y: rect.y + 1 + offset), style: Style(.dim), in: rect)
    }
  }

  /// True when the bar takes the last column.
  func showsScrollbar(visible: Int) -> Bool { hasScrollbar && visible > 0 && rowCount > visible }
}
