import Canvas
import Testing

@testable import TerminalIO

@Suite("Titles and the clipboard")
struct OperatingSequenceTests {
  @Test("A title holds no control characters and ends")
  func title() {
    func title(_ text: String) -> String { OperatingSequence.title(text, glyphs: .unicode) }
    #expect(title("tollgate · prod") == "\u{1B}]2;tollgate · prod\u{07}")
    #expect(title("a\u{1B}]52;c;eA==\u{07}b") == "\u{1B}]2;a]52;c;eA==b\u{07}")
    #expect(title("a\u{9C}b\n") == "\u{1B}]2;ab\u{07}")
    #expect(
      OperatingSequence.title("tollgate · prod", glyphs: .ascii)
        == "\u{1B}]2;tollgate ? prod\u{07}")
  }

  @Test(
    "Texts are encoded in base 64",
    arguments: [
      ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
      ("é\u{1B}\u{7F}", "w6kbfw=="),
    ])
  func copy(text: String, encoded: String) {
    #expect(
      OperatingSequence.copy(text, insideTmux: false) == "\u{1B}]52;c;\(encoded)\u{07}")
  }

  @Test("Inside of tmux it is also passed through")
  func tmux() {
    #expect(
      OperatingSequence.copy("foo", insideTmux: true)
        == "\u{1B}]52;c;Zm9v\u{07}\u{1B}Ptmux;\u{1B}\u{1B}]52;c;Zm9v\u{07}\u{1B}\\")
  }

  @Test("Too long a text is refused")
  func limit() {
    // 56,245 bytes are 74,996 encoded: two more than terminals are known to take.
    let most = String(repeating: "x", count: 56_244)
    #expect(OperatingSequence.copy(most, insideTmux: false) != nil)
    #expect(OperatingSequence.copy(most + "x", insideTmux: false) == nil)
  }
}
