import Canvas

/// The last 200 messages, newest first.
enum MessagesScreen {
  static let columns = [
    Column(.time, "When", nil, 19, 23),
    Column(.text, "Message", nil, 20, 400),
  ]

  /// The message of a row.
  static func message(_ id: RowID, _ state: AppState) -> Message? {
    guard case .line(let number) = id else { return nil }
    let index = Int(number) - state.messages.firstNumber
    return state.messages.all.indices.contains(index) ? state.messages.all[index] : nil
  }

  static func row(_ id: RowID, _ state: AppState) -> TableRow {
    let text = message(id, state)?.text ?? ""
    return TableRow(id: id, searchText: text.lowercased(), plans: [], texts: ["text": text])
  }

  static func cell(_ id: RowID, _ column: ColumnID, _ state: AppState) -> Line {
    guard let message = message(id, state) else { return [] }
    return column == .time
      ? Line(Figures.moment(message.at), .dim) : Line(message.text, message.tone.role)
  }
}

extension Message.Tone {
  /// The role in which it is written.
  var role: Role {
    switch self {
    case .plain: .text
    case .ok: .ok
    case .warn: .warn
    case .danger: .danger
    }
  }
}
