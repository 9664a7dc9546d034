import GatewayKit
import Synchronization

/// Leaked text on its way to the search: pasted or typed, shown masked, kept in no history.
///
/// It is held as bytes in pieces, so that a paste of megabytes costs as much as its length, once.
struct LeakedText: Equatable, Sendable {
  private var pieces: [[UInt8]] = []
  /// True while the last piece is being typed.
  private var isTyping = false
  private(set) var characters = 0
  private var newlines = 0

  /// Lines; a newline at the very end begins no other one.
  var lines: Int { newlines + (pieces.last?.last == 0x0A ? 0 : 1) }

  init() {}

  init(_ text: String) { paste(text) }

  var isEmpty: Bool { characters == 0 }

  /// Takes a paste as it came.
  mutating func paste(_ text: String) {
    guard !text.isEmpty else { return }
    pieces.append(Array(text.utf8))
    isTyping = false
    count(pieces.count - 1, sign: 1)
  }

  /// Takes a character that was typed.
  mutating func type(_ character: Character) {
    if !isTyping {
      pieces.append([])
      isTyping = true
    }
    let bytes = Array(String(character).utf8)
    pieces[pieces.count - 1] += bytes
    characters += 1
    if character == "\n" { newlines += 1 }
  }

  /// Takes the last character back that was typed, or the whole of the last paste.
  mutating func takeBack() {
    guard let last = pieces.last else { return }
    if isTyping {
      var text = String(decoding: last, as: UTF8.self)
      if let gone = text.popLast() {
        characters -= 1
        if gone == "\n" { newlines -= 1 }
      }
      pieces[pieces.count - 1] = Array(text.utf8)
      if text.isEmpty {
        pieces.removeLast()
        isTyping = false
      }
    } else {
      count(pieces.count - 1, sign: -1)
      pieces.removeLast()
    }
  }

  /// Overwrites the text and forgets it.
  mutating func wipe() {
    for index in pieces.indices {
      for place in pieces[index].indices { pieces[index][place] = 0 }
    }
    self = LeakedText()
  }

  /// How the text is shown: its first characters, at most six and a third of it, and how long it is.
  var mask: String {
    let shown = min(6, characters / 3)
    var head = ""
    if let first = pieces.first {
      let start = String(decoding: first.prefix(64), as: UTF8.self)
      head = String(start.drop(while: \.isWhitespace).prefix { !$0.isNewline }.prefix(shown))
    }
    var parts = ["\(head)…"]
    if lines > 1 { parts.append(Figures.count(lines, "line")) }
    parts.append(Figures.count(characters, "character"))
    return parts.joined(separator: " · ")
  }

  /// The text for the search, which reads it once.
  var source: LeakText {
    let rest = Mutex(pieces[...])
    return LeakText(origin: "a paste") { rest.withLock { $0.popFirst() } }
  }

  private mutating func count(_ index: Int, sign: Int) {
    var (characters, newlines) = (0, 0)
    pieces[index].withUnsafeBufferPointer { bytes in
      for byte in bytes {
        if byte & 0xC0 != 0x80 { characters += 1 }
        if byte == 0x0A { newlines += 1 }
      }
    }
    self.characters += sign * characters
    self.newlines += sign * newlines
  }
}

extension LeakedText: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// How long it is, never what it says.
  var description: String { "leaked text of \(characters) characters" }
  var debugDescription: String { description }
  /// Nothing of it shows in a dump.
  var customMirror: Mirror { Mirror(self, children: [:], displayStyle: .struct) }
}
