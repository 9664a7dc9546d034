import Testing

@testable import TerminalIO

@Suite("Collecting a paste")
struct PasteCollectorTests {
  private func collect(_ text: String) -> String? {
    var collector = PasteCollector()
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let chunk = rest.prefix(collector.wanted)
      rest = rest.dropFirst(collector.wanted)
      if let text = collector.feed(chunk) { return rest.isEmpty ? text : "left: \(rest.count)" }
    }
    return nil
  }

  @Test("The end mark ends it, and nothing that only looks like one")
  func endMark() {
    #expect(collect("abc\u{1B}[201~") == "abc")
    #expect(collect("\u{1B}[201~")?.isEmpty == true)
    #expect(collect("a\u{1B}[20\u{1B}[201~") == "a\u{1B}[20")
    #expect(collect("\u{1B}\u{1B}\u{1B}[201~") == "\u{1B}\u{1B}")
    #expect(collect("a\u{1B}[A\u{1B}[201~") == "a\u{1B}[A")
    #expect(collect("abc\u{1B}[201") == nil)
  }

  @Test("Line ends become newlines")
  func lineEnds() {
    #expect(collect("a\rb\r\nc\nd\r\r\ne\u{1B}[201~") == "a\nb\nc\nd\n\ne")
  }

  @Test("Bytes that are no UTF-8 are repaired")
  func badBytes() {
    var collector = PasteCollector()
    #expect(collector.feed([0x61, 0xFF, 0x62]) == nil)
    #expect(collector.feed(Array("\u{1B}[201~".utf8)) == "a\u{FFFD}b")
  }

  @Test("A paste beyond the limit is cut, and its end is still found")
  func limit() {
    var collector = PasteCollector(limit: 10)
    #expect(collector.feed(Array("0123456789abcdef\u{1B}[2".utf8)) == nil)
    #expect(collector.feed(Array("xyz".utf8)) == nil)
    #expect(collector.feed(Array("\u{1B}[201~".utf8)) == "0123456789")
  }
}
