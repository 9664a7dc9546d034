extension TextField {
  /// Edits as a key press says; false when the key means nothing to a text field.
  ///
  /// Arrows, home, end, backspace and delete; ctrl-a, e, b, f, d, h, u, k, w, y; alt-b, f, d.
  @discardableResult
  package mutating func handle(_ key: Key) -> Bool {
    switch key {
    case .character(let character): insert(String(character))
    case .backspace, .control("h"): deleteBackward()
    case .delete, .control("d"): deleteForward()
    case .left, .control("b"): move(by: -1)
    case .right, .control("f"):
      if !acceptSuggestion() { move(by: 1) }
    case .home, .control("a"): moveToStart()
    case .end, .control("e"):
      if !acceptSuggestion() { moveToEnd() }
    case .control("u"): killToStart()
    case .control("k"): killToEnd()
    case .control("w"): deleteWordBackward()
    case .control("y"): yank()
    case .alt("b"): moveWordBackward()
    case .alt("f"): moveWordForward()
    case .alt("d"): deleteWordForward()
    default: return false
    }
    return true
  }
}
