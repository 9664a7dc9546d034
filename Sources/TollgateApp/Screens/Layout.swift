import Canvas

/// Where things stand on the screen.
enum Layout {
  /// The row of the headings.
  static let headsRow = 2
  /// The first row of a table.
  static let bodyRow = 3
  /// Keys that work here, and the message line.
  static let footHeight = 2
  /// Below this size one sentence asks for more room.
  static let least = Size(width: 40, height: 8)

  /// The table with its headings.
  static func body(_ size: Size) -> Rect {
    Rect(
      x: 0, y: headsRow, width: size.width, height: max(0, size.height - headsRow - footHeight))
  }
}

extension AppState {
  /// The column whose heading stands at a cell.
  func column(at x: Int) -> Column? {
    let columns = columns
    let widget = TableWidget(
      columns: columns.map(\.widget), rowCount: screen.table.shown.count,
      scroll: screen.table.top, hasScrollbar: true, cell: { _, _ in [] })
    return widget.columnAt(x: x, in: Layout.body(size)).map { columns[$0] }
  }
}
