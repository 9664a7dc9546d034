import Canvas

/// A key as people write it: `j`, `G`, `space`, `enter`, `ctrl-r`, `alt-x`, `f5`.
enum KeyChord {
  private static let names: [(String, Key)] = [
    ("space", .character(" ")), ("up", .up), ("down", .down), ("left", .left), ("right", .right),
    ("home", .home), ("end", .end), ("pageup", .pageUp), ("pagedown", .pageDown),
    ("enter", .enter), ("esc", .escape), ("tab", .tab), ("shift-tab", .backTab),
    ("backspace", .backspace), ("delete", .delete), ("insert", .insert),
  ]

  /// Keys that nothing may be bound to: they belong to multiplexers, flow control and suspension.
  static let forbidden: Set<Key> = [
    .control("a"), .control("b"), .control("s"), .control("q"), .control("z"),
  ]

  /// Reads a key; nil when the text is none.
  static func key(_ text: String) -> Key? {
    if let named = names.first(where: { $0.0 == text.lowercased() }), text.count > 1 {
      return named.1
    }
    if text.count == 1, let character = text.first { return .character(character) }
    if text.lowercased().hasPrefix("ctrl-"), text.count == 6, let letter = text.lowercased().last {
      return .control(letter)
    }
    if text.lowercased().hasPrefix("alt-"), text.count == 5, let letter = text.last {
      return .alt(letter)
    }
    if text.lowercased().hasPrefix("f"), let number = Int(text.dropFirst()),
      (1...12).contains(number)
    {
      return .function(number)
    }
    return nil
  }

  /// Writes a key.
  static func text(_ key: Key) -> String {
    if let named = names.first(where: { $0.1 == key }) { return named.0 }
    switch key {
    case .character(let character): return String(character)
    case .control(let letter): return "ctrl-\(letter)"
    case .alt(let letter): return "alt-\(letter)"
    case .function(let number): return "f\(number)"
    default: return ""
    }
  }
}
