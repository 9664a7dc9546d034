/// One line of a ``Form``.
package struct FormField: Hashable, Sendable {
  /// What is entered.
  package enum Value: Hashable, Sendable {
    /// Text that is typed.
    case text(TextField)
    /// One of several words, changed with the arrow keys.
    case choice([String], selected: Int)
  }

  /// What the caller knows it by.
  package var id: String
  /// The words at the left.
  package var label: String
  /// What is entered.
  package var value: Value
  /// What is valid, at the right: `requests a second`.
  package var hint: String
  /// What is wrong with it, in one sentence; nil when nothing is.
  package var error: String?

  /// Makes a field.
  package init(
    _ id: String, label: String, value: Value, hint: String = "", error: String? = nil
  ) {
    self.id = id
    self.label = label
    self.value = value
    self.hint = hint
    self.error = error
  }

  /// What is entered, as text.
  package var text: String {
    switch value {
    case .text(let field): field.text
    case .choice(let words, let selected):
      words.indices.contains(selected) ? words[selected] : ""
    }
  }

  /// Edits as a key press says; false when the key means nothing here.
  @discardableResult
  package mutating func handle(_ key: Key) -> Bool {
    switch value {
    case .text(var field):
      guard field.handle(key) else { return false }
      value = .text(field)
      return true
    case .choice(let words, let selected):
      guard !words.isEmpty else { return false }
      switch key {
      case .right, .character(" "):
        value = .choice(words, selected: (selected + 1) % words.count)
      case .left:
        value = .choice(words, selected: (selected + words.count - 1) % words.count)
      default: return false
      }
      return true
    }
  }

  /// Takes pasted text; a choice takes none.
  package mutating func paste(_ text: String) {
    guard case .text(var field) = value else { return }
    field.insert(text)
    value = .text(field)
  }
}
