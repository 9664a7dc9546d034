/// One line of text that is being edited, as a value.
///
/// It holds what the user typed, never foreign text made safe: that happens when it is drawn.
package struct TextField: Hashable, Sendable {
  /// The characters.
  package private(set) var characters: [Character]
  /// Where the next character goes: 0 is before the first one.
  package private(set) var cursor: Int
  /// True when each character is shown as a dot.
  package var isSecret: Bool
  /// What would complete the text; drawn dim behind it, taken with ``acceptSuggestion()``.
  package var suggestion: String
  /// What was killed last, for yanking.
  private var killed: [Character] = []

  /// Makes a field with the cursor at the end.
  package init(_ text: String = "", isSecret: Bool = false, suggestion: String = "") {
    characters = Array(text)
    cursor = characters.count
    self.isSecret = isSecret
    self.suggestion = suggestion
  }

  /// The text.
  package var text: String {
    get { String(characters) }
    set {
      characters = Array(newValue)
      cursor = characters.count
    }
  }

  /// True when nothing has been typed.
  package var isEmpty: Bool { characters.isEmpty }

  /// Inserts text at the cursor; newlines and tabs of a paste become spaces, other controls go.
  package mutating func insert(_ text: String) {
    var added: [Character] = []
    for character in text {
      if character.isNewline || character == "\t" {
        added.append(" ")
      } else if character.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control }) {
        added.append(character)
      }
    }
    // A combining mark joins the character before it, so the pieces are put together again.
    let head = Array(String(characters[..<cursor]) + String(added))
    characters = Array(String(head) + String(characters[cursor...]))
    cursor = min(head.count, characters.count)
  }

  /// Deletes the character before the cursor.
  package mutating func deleteBackward() {
    guard cursor > 0 else { return }
    cursor -= 1
    characters.remove(at: cursor)
  }

  /// Deletes the character at the cursor.
  package mutating func deleteForward() {
    guard cursor < characters.count else { return }
    characters.remove(at: cursor)
  }

  /// Moves by so many characters.
  package mutating func move(by distance: Int) {
    cursor = min(characters.count, max(0, cursor + distance))
  }

  /// Moves before the first character.
  package mutating func moveToStart() { cursor = 0 }

  /// Moves behind the last character.
  package mutating func moveToEnd() { cursor = characters.count }

  /// Moves to the beginning of the word before the cursor.
  package mutating func moveWordBackward() { cursor = wordStart() }

  /// Moves behind the word after the cursor.
  package mutating func moveWordForward() { cursor = wordEnd() }

  /// Deletes to the beginning of the word before the cursor.
  package mutating func deleteWordBackward() { kill(wordStart()..<cursor) }

  /// Deletes to the end of the word after the cursor.
  package mutating func deleteWordForward() { kill(cursor..<wordEnd()) }

  /// Deletes all before the cursor.
  package mutating func killToStart() { kill(0..<cursor) }

  /// Deletes all from the cursor on.
  package mutating func killToEnd() { kill(cursor..<characters.count) }

  /// Inserts what was killed last.
  package mutating func yank() { insert(String(killed)) }

  /// Takes the suggestion; false when there is none or the cursor is not at the end.
  @discardableResult
  package mutating func acceptSuggestion() -> Bool {
    guard !suggestion.isEmpty, cursor == characters.count else { return false }
    insert(suggestion)
    suggestion = ""
    return true
  }

  /// Deletes everything.
  package mutating func clear() { self = TextField("", isSecret: isSecret) }

  private mutating func kill(_ range: Range<Int>) {
    guard !range.isEmpty else { return }
    // A killed secret is not kept.
    killed = isSecret ? [] : Array(characters[range])
    characters.removeSubrange(range)
    cursor = range.lowerBound
  }

  private static func isWord(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || character == "_"
  }

  private func wordStart() -> Int {
    var index = cursor
    while index > 0, !TextField.isWord(characters[index - 1]) { index -= 1 }
    while index > 0, TextField.isWord(characters[index - 1]) { index -= 1 }
    return index
  }

  private func wordEnd() -> Int {
    var index = cursor
    while index < characters.count, !TextField.isWord(characters[index]) { index += 1 }
    while index < characters.count, TextField.isWord(characters[index]) { index += 1 }
    return index
  }
}

extension TextField: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// The text, or dots when it is secret.
  package var description: String {
    isSecret ? String(repeating: "•", count: 8) : text
  }

  /// The same as the description.
  package var debugDescription: String { description }

  /// Nothing of a secret shows in a dump.
  package var customMirror: Mirror { Mirror(self, children: ["text": description]) }
}
