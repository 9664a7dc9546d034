import Canvas

/// Where things stand on the screen.
enum Layout {
  /// The row of the headings.
  static let headsRow = 2
  /// The first row of a table.
  static let bodyRow = 3
  /// Lines that a message may take at most.
  static let longestMessage = 5
  /// Below this size one sentence asks for more room.
  static let least = Size(width: 40, height: 8)
}

extension AppState {
  /// The message that the foot shows: the last one while it is true, or the one under the cursor of their list.
  var shownMessage: Message? {
    guard screen.kind == .messages, let row = screen.table.cursor else { return messages.current }
    var message = MessagesScreen.message(row, self)
    message?.isWhole = true
    return message
  }

  /// The message's lines. Few need more than one; a warning may take two, since its cure stands at the
  /// end. Where the screen is low none gets more than one.
  var messageLines: [Line] {
    guard let message = shownMessage else { return [] }
    let line = Line(message.text, message.tone.role)
    let isWarning = message.tone == .warn || message.tone == .danger
    guard message.isWhole || isWarning, size.height >= 20 else { return [line] }
    let lines = line.wrapped(to: max(1, size.width - 2))
    guard !message.isWhole, lines.count > 2 else {
      return Array(lines.prefix(Layout.longestMessage))
    }
    // What is left is cut as any line is.
    let rest = lines.dropFirst().map(\.text).joined(separator: " ")
    return [lines[0], Line(rest, message.tone.role)]
  }

  /// Keys that work here, and the message.
  var footHeight: Int {
    if prompt != nil { return 2 }
    // Moving through the messages must not move them.
    if screen.kind == .messages, size.height >= 20 { return 1 + Layout.longestMessage }
    return 1 + max(1, messageLines.count)
  }

  /// The table with its headings.
  var bodyRect: Rect {
    Rect(
      x: 0, y: Layout.headsRow, width: size.width,
      height: max(0, size.height - Layout.headsRow - footHeight))
  }

  /// The column whose heading stands at a cell.
  func column(at x: Int) -> Column? {
    let columns = columns
    let widget = TableWidget(
      columns: columns.map(\.widget), rowCount: screen.table.shown.count,
      scroll: screen.table.top, hasScrollbar: true, cell: { _, _ in [] })
    return widget.columnAt(x: x, in: bodyRect).map { columns[$0] }
  }
}
