import Canvas

/// A line of text being typed, with its cursor.
typealias FieldText = TextField

extension TextField {
  var isAtEnd: Bool { cursor == characters.count }
  /// The text left of the cursor.
  var beforeCursor: String { String(characters[..<cursor]) }

  /// Applies a key that edits; false when it is none.
  mutating func edit(_ key: Key) -> Bool {
    if case .character(let character) = key {
      insert(String(character))
      return true
    }
    return KeyChord.forbidden.contains(key) ? false : handle(key)
  }
}
