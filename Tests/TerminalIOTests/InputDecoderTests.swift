import Canvas
import Testing

@testable import TerminalIO

@Suite("From bytes to keys")
struct InputDecoderTests {
  private func events(_ text: String, named: Key? = nil) -> [TerminalEvent] {
    var decoder = InputDecoder()
    var events: [TerminalEvent] = []
    for scalar in text.unicodeScalars { events += decoder.feed(.scalar(scalar.value)) }
    if let named { events += decoder.feed(.named(named)) }
    return events + decoder.drained()
  }

  struct Case: CustomTestStringConvertible {
    var typed: String
    var keys: [Key]
    var testDescription: String { typed.debugDescription }
  }

  @Test(
    "What is typed",
    arguments: [
      Case(typed: "a", keys: [.character("a")]),
      Case(typed: "é漢", keys: [.character("é"), .character("漢")]),
      Case(typed: " ", keys: [.character(" ")]),
      Case(typed: "\r", keys: [.enter]),
      Case(typed: "\n", keys: [.enter]),
      Case(typed: "\t", keys: [.tab]),
      Case(typed: "\u{7F}\u{08}", keys: [.backspace, .backspace]),
      Case(typed: "\u{0}", keys: [.control(" ")]),
      Case(typed: "\u{3}\u{12}\u{1A}", keys: [.control("c"), .control("r"), .control("z")]),
      Case(typed: "\u{13}\u{11}", keys: [.control("s"), .control("q")]),
      Case(typed: "\u{1C}\u{1F}", keys: [.control("\\"), .control("_")]),
      Case(typed: "\u{1B}", keys: [.escape]),
      Case(typed: "\u{1B}\u{1B}", keys: [.escape, .escape]),
      Case(typed: "\u{1B}x", keys: [.alt("x")]),
      Case(typed: "\u{1B}[", keys: [.alt("[")]),
      Case(typed: "\u{1B}O", keys: [.alt("O")]),
      Case(typed: "\u{1B}]", keys: [.alt("]")]),
      Case(typed: "\u{1B}\r", keys: [.escape, .enter]),
      Case(typed: "\u{85}\u{9B}", keys: []),
    ])
  func typed(_ example: Case) {
    #expect(events(example.typed) == example.keys.map { .key($0) })
  }

  @Test(
    "A sequence that nobody knows is swallowed whole, and what follows counts",
    arguments: [
      "\u{1B}[27;5;9~", "\u{1B}[1;9Z", "\u{1B}[?62;4c", "\u{1B}[[Z", "\u{1B}Oy",
      "\u{1B}]11;rgb:0000/0000/0000\u{07}", "\u{1B}]11;rgb:0000/0000/0000\u{1B}\\",
      "\u{1B}P>|term 1.0\u{1B}\\", "\u{1B}_Gi=1;OK\u{1B}\\",
    ])
  func unknown(sequence: String) {
    #expect(events(sequence + "d") == [.key(.character("d"))])
  }

  @Test("Escape before a key with a name is escape and that key")
  func escapeThenNamed() {
    #expect(events("\u{1B}", named: .up) == [.key(.escape), .key(.up)])
    #expect(events("a", named: .function(5)) == [.key(.character("a")), .key(.function(5))])
  }

  @Test("Mouse events pass")
  func mouse() {
    var decoder = InputDecoder()
    let event = MouseEvent(kind: .wheelUp, at: Point(x: 3, y: 4))
    #expect(decoder.feed(.mouse(event)) == [.mouse(event)])
  }

  @Test("After a drain nothing of an unfinished sequence is left")
  func afterDrain() {
    var decoder = InputDecoder()
    #expect(decoder.feed(.scalar(0x1B)) + decoder.feed(.scalar(0x5B)) == [])
    #expect(decoder.feed(.scalar(0x31)) == [])
    #expect(decoder.drained() == [])
    #expect(decoder.feed(.scalar(0x71)) == [.key(.character("q"))])
  }
}
