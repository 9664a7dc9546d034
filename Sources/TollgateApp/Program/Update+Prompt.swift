import Canvas

extension AppState {
  /// A key while a filter or a command is typed.
  mutating func pressInPrompt(_ key: Key, _ effects: inout [Effect]) {
    guard var line = prompt else { return }
    switch key {
    case .escape, .control("c"):
      if line.kind == .filter {
        // Esc leaves everything as it was.
        if let before = line.tableBefore {
          let order = screen.table.order
          screen.table = before
          screen.table.order = order
        }
        screen.table.filter = line.before
        refilter()
      }
      prompt = nil
    case .enter:
      prompt = nil
      if SecretShape.appears(in: line.field.text) {
        return leaveSecret(line)
      }
      history.keep(line.field.text.trimmingSpaces, line.kind)
      if line.kind == .command { run(command: line.field.text.trimmingSpaces, &effects) }
    case .up, .down: recall(key == .up ? 1 : -1)
    case .tab: complete()
    case .right where line.kind == .command && line.field.isAtEnd: complete()
    case .backspace where line.field.isEmpty:
      prompt = nil
    default:
      guard line.field.edit(key) else { return }
      line.recalled = nil
      prompt = line
      promptChanged()
    }
  }

  /// What was typed looks like a key's value: it is kept nowhere, and the leak dialog has it.
  private mutating func leaveSecret(_ line: Prompt) {
    if line.kind == .filter {
      if let before = line.tableBefore {
        let order = screen.table.order
        screen.table = before
        screen.table.order = order
      }
      screen.table.filter = line.before
      refilter()
    }
    openLeak(LeakedText(line.field.text.trimmingSpaces))
  }

  /// The text of the prompt changed: a filter acts at once.
  mutating func promptChanged() {
    // From here on it is shown as dots, and what is cut out of it is not kept for yanking.
    if let text = prompt?.field.text { prompt?.field.isSecret = SecretShape.appears(in: text) }
    guard let line = prompt, line.kind == .filter else { return }
    setFilter(line.field.text)
  }

  /// Filters the table shown, from what is shown already where the new text only narrows it.
  mutating func setFilter(_ text: String) {
    let old = screen.table.filter
    guard old != text else { return }
    screen.table.filter = text
    refilter(narrowing: FilterNarrowing.narrows(from: old, to: text))
  }

  private mutating func recall(_ count: Int) {
    guard var line = prompt else { return }
    let entries = history.entries(line.kind)
    guard !entries.isEmpty else { return }
    let place = (line.recalled ?? -1) + count
    guard place >= 0 else {
      line.recalled = nil
      line.field.text = ""
      prompt = line
      return promptChanged()
    }
    let index = min(place, entries.count - 1)
    line.recalled = index
    line.field.text = entries[entries.count - 1 - index]
    prompt = line
    promptChanged()
  }

  private mutating func complete() {
    guard let line = prompt, line.kind == .command, let rest = suggestion(for: line.field.text)
    else { return }
    prompt?.field.moveToEnd()
    prompt?.field.insert(rest)
  }
}

/// Whether a filter that was typed on can only take rows away.
enum FilterNarrowing {
  /// True when a filter looks into no column.
  static func isPlainText(_ text: String) -> Bool {
    !text.contains { ":<>=".contains($0) }
  }

  static func narrows(from old: String, to new: String) -> Bool {
    guard new.hasPrefix(old) else { return false }
    guard !old.isEmpty else { return true }
    let special: Set<Character> = ["!", "~", ":", "<", ">", "=", "\""]
    return !new.contains(where: special.contains)
  }
}
