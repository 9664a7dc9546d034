import Canvas

extension AppState {
  /// The wheel moves, a click puts the cursor or sorts.
  mutating func point(_ mouse: MouseEvent, _ effects: inout [Effect]) {
    guard dialogs.isEmpty, codeDialog == nil, prompt == nil,
      connection == .open || connection == .connecting
    else { return }
    let height = tableHeight
    switch mouse.kind {
    case .wheelUp: move(to: screen.table.cursorIndex - 3)
    case .wheelDown: move(to: screen.table.cursorIndex + 3)
    case .press:
      guard ViewName.tables.contains(screen.name) else { return }
      if mouse.at.y == Layout.headsRow {
        if let column = column(at: mouse.at.x), column.letter != nil { sort(by: column.id) }
      } else {
        let row = mouse.at.y - Layout.bodyRow
        guard row >= 0, row < height, screen.table.top + row < screen.table.shown.count else {
          return
        }
        move(to: screen.table.top + row)
      }
    }
  }

  /// Puts the cursor on a place of the table shown.
  mutating func move(to index: Int) {
    guard ViewName.tables.contains(screen.name) else { return }
    screen.table.wasTouched = true
    screen.table.moveCursor(to: index, height: tableHeight)
  }
}
