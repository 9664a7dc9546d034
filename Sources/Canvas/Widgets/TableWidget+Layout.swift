/// Where a column stands, relative to the table's left edge.
struct PlacedColumn: Hashable {
  /// Index into the table's columns.
  var column: Int
  /// First cell.
  var x: Int
  /// Cells.
  var width: Int
}

extension TableWidget {
  /// Columns for the cursor and the mark at the left edge.
  private static let gutter = 3
  /// Columns between two columns.
  private static let gap = 2

  /// The column at a cell, for clicks into the heading: its index into ``columns``.
  package func columnAt(x: Int, in rect: Rect) -> Int? {
    let visible = TableWidget.visibleRows(in: rect)
    return placement(width: rect.width, visible: visible).first {
      x >= rect.x + $0.x && x < rect.x + $0.x + $0.width
    }?.column
  }

  /// The row at a cell; nil on the heading and below the last row.
  package func rowAt(y: Int, in rect: Rect) -> Int? {
    guard y > rect.y, y < rect.maxY else { return nil }
    let row = scroll + y - rect.y - 1
    return row < rowCount ? row : nil
  }

  /// True on the heading.
  package func isHeading(y: Int, in rect: Rect) -> Bool { y == rect.y && rect.height > 0 }

  /// The ids of the columns that a width has room for.
  package func visibleColumns(width: Int) -> [String] {
    placement(width: width, visible: 0).map { columns[$0.column].id }
  }

  /// Which columns stay, and where.
  ///
  /// Columns leave in their stated order until the rest fits with its least widths; then those that
  /// stay grow evenly to their ideal widths. When even the columns that never leave do not fit, the
  /// first one gives way.
  func placement(width: Int, visible: Int) -> [PlacedColumn] {
    let room = width - TableWidget.gutter - (showsScrollbar(visible: visible) ? 1 : 0)
    guard room > 0 else { return [] }
    var kept = Array(columns.indices)
    func needed() -> Int {
      kept.reduce(0) { $0 + columns[$1].minimum } + max(0, kept.count - 1) * TableWidget.gap
    }
    while needed() > room {
      let leaving = kept.enumerated().filter { columns[$0.element].leaves != nil }
        .min { (columns[$0.element].leaves ?? 0) < (columns[$1.element].leaves ?? 0) }
      guard let leaving else { break }
      kept.remove(at: leaving.offset)
    }
    var widths = kept.map { columns[$0].minimum }
    var left = room - needed()
    if left < 0, let first = widths.first {
      let given = min(-left, max(0, first - 4))
      widths[0] -= given
    }
    while left > 0 {
      var grew = false
      for (index, column) in kept.enumerated()
      where left > 0 && widths[index] < columns[column].ideal {
        widths[index] += 1
        left -= 1
        grew = true
      }
      if !grew { break }
    }
    var x = TableWidget.gutter
    var result: [PlacedColumn] = []
    for (index, column) in kept.enumerated() {
      let fitting = min(widths[index], TableWidget.gutter + room - x)
      guard fitting > 0 else { break }
      result.append(PlacedColumn(column: column, x: x, width: fitting))
      x += widths[index] + TableWidget.gap
    }
    return result
  }
}
