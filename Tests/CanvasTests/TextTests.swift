import Canvas
import Testing

@Suite("Text in columns")
struct TextTests {
  @Test(
    "Widths",
    arguments: [
      ("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("漢字", 4), ("😀", 2), ("⚠️", 1), ("👍🏽", 2),
      ("👨‍👩‍👧", 2), ("🇩🇪", 2), ("한", 2), ("\u{1112}\u{1161}\u{11AB}", 2), ("कि", 2), ("\u{301}", 1),
      ("\u{1B}[31m", 10), ("ﾊﾝ", 2), ("Ａ", 2), ("▂█", 2), ("1\u{FE0F}\u{20E3}", 1),
    ])
  func widths(text: String, columns: Int) {
    #expect(Text.width(text) == columns)
  }

  @Test(
    "Unsafe scalars are shown escaped",
    arguments: [
      ("a\u{1B}[2Jb", "a\\u{1b}[2Jb"), ("a\nb\tc\rd", "a\\nb\\tc\\rd"), ("\u{7F}", "\\u{7f}"),
      ("\u{9B}31m", "\\u{9b}31m"), ("x\u{202E}y", "x\\u{202e}y"), ("\u{2066}", "\\u{2066}"),
      ("\u{200E}\u{200F}\u{61C}", "\\u{200e}\\u{200f}\\u{61c}"), ("\u{2028}", "\\u{2028}"),
      ("\u{E0041}", "\\u{e0041}"), ("\u{E000}", "\\u{e000}"), ("\u{378}", "\\u{378}"),
      ("\u{200B}", "\\u{200b}"), ("\u{FEFF}", "\\u{feff}"), ("a\r\nb", "a\\r\\nb"),
      ("\0", "\\u{0}"), ("naïve 漢", "naïve 漢"), ("👩‍🚀", "👩"), ("🇯🇵", "JP"),
    ])
  func escapes(text: String, shown: String) {
    #expect(Text.sanitize(text) == shown)
  }

  @Test("Every scalar there is comes out safe and with its own width")
  func everyScalar() {
    var wrong: [UInt32] = []
    for value in UInt32(0)...0x10FFFF {
      // The large uniform planes are sampled.
      if value > 0x20000 && value & 0xFF != 0 && value >> 8 != 0xE00 { continue }
      guard let scalar = Unicode.Scalar(value) else { continue }
      let shown = Text.sanitize(String(scalar))
      let isSafe = shown.unicodeScalars.allSatisfy {
        let value = $0.value
        if value < 0x7F { return value >= 0x20 }
        let category = $0.properties.generalCategory
        return value >= 0xA0 && category != .format && category != .privateUse
          && category != .unassigned && category != .lineSeparator
      }
      if !isSafe || Text.width(shown) != Text.width(String(scalar)) { wrong.append(value) }
    }
    #expect(wrong == [])
  }

  @Test("A cell holds at most five scalars")
  func zalgo() {
    let text = "a" + String(repeating: "\u{301}", count: 40) + "b"
    #expect(Text.sanitize(text) == "a\u{301}\u{301}\u{301}\u{301}b")
    #expect(Text.width(text) == 2)
  }

  @Test(
    "Clipping keeps whole graphemes",
    arguments: [
      ("abcdef", 6, "abcdef"), ("abcdef", 5, "abcd…"), ("abcdef", 1, "…"), ("abcdef", 0, ""),
      ("漢字漢字", 5, "漢字…"), ("漢字漢字", 4, "漢…"), ("e\u{301}fg", 2, "e\u{301}…"),
      ("日\u{1B}x", 4, "日…"),
    ])
  func clips(text: String, width: Int, shown: String) {
    #expect(Text.clip(text, to: width) == shown)
  }

  @Test("Clipping in ASCII marks with a tilde")
  func clipsASCII() {
    #expect(Text.clip("abcdef", to: 4, glyphs: .ascii) == "abc~")
    #expect(Text.sanitize("naïve – 漢字…", glyphs: .ascii) == "na?ve - ????~")
  }

  @Test("Padding")
  func pads() {
    #expect(Text.pad("ab", to: 4) == "ab  ")
    #expect(Text.pad("ab", to: 4, .right) == "  ab")
    #expect(Text.pad("漢", to: 5, .center) == " 漢  ")
    #expect(Text.pad("漢字", to: 3) == "漢…")
    #expect(Text.pad("漢字", to: 2) == "… ")
  }

  @Test("Wrapping breaks at spaces and cuts what is wider than a row")
  func wraps() {
    #expect(Text.wrap("a change to this resource", to: 10) == ["a change", "to this", "resource"])
    #expect(Text.wrap("abcdefghij kl", to: 4) == ["abcd", "efgh", "ij", "kl"])
    #expect(Text.wrap("one\n\ntwo", to: 9) == ["one", "", "two"])
    #expect(Text.wrap("漢字漢", to: 3) == ["漢", "字", "漢"])
    #expect(Text.wrap("漢", to: 1) == ["漢"])
    #expect(Text.wrap("x", to: 0) == [])
  }
}
