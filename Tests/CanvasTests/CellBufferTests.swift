import Canvas
import Testing

@Suite("Drawing into cells")
struct CellBufferTests {
  private func field(_ width: Int = 10, _ height: Int = 3) -> CellBuffer {
    CellBuffer(size: Size(width: width, height: height), filledWith: Cell("x"))
  }

  @Test("Text stays inside its rectangle")
  func clipped() {
    var buffer = field()
    let clip = Rect(x: 2, y: 1, width: 4, height: 1)
    let used = buffer.put("abcdefgh", at: Point(x: 1, y: 1), style: .plain, in: clip)
    #expect(used == 5)
    buffer.put("no", at: Point(x: 2, y: 0), style: .plain, in: clip)
    buffer.put("no", at: Point(x: 2, y: 9), style: .plain, in: clip)
    #expect(
      buffer.text == """
        xxxxxxxxxx
        xxbcdexxxx
        xxxxxxxxxx
        """)
  }

  @Test("A wide grapheme is never cut in half")
  func wide() {
    let origin = Point(x: 0, y: 0)
    var left = field(6, 1)
    left.put("漢字", at: origin, style: .plain, in: Rect(x: 1, y: 0, width: 4, height: 1))
    #expect(left.text == "x 字xx")
    var right = field(6, 1)
    right.put("a漢字", at: origin, style: .plain, in: Rect(x: 0, y: 0, width: 4, height: 1))
    #expect(right.text == "a漢 xx")
  }

  @Test("Writing over half of a wide grapheme leaves a space for the other half")
  func overwritten() {
    var buffer = field(6, 1)
    buffer.put("漢字", at: Point(x: 1, y: 0))
    buffer.put("a", at: Point(x: 2, y: 0))
    #expect(buffer.text == "x a字x")
    buffer.put("b", at: Point(x: 3, y: 0))
    #expect(buffer.text == "x ab x")
  }

  @Test("Foreign text reaches cells escaped")
  func foreign() {
    var buffer = field(16, 1)
    buffer.put("a\u{1B}[2J\u{202E}", at: Point(x: 0, y: 0))
    #expect(buffer.text == "a\\u{1b}[2J\\u{202")
  }

  @Test("A frame with its title, in both glyph sets")
  func frames() {
    var buffer = CellBuffer(size: Size(width: 14, height: 3))
    let bounds = buffer.bounds
    buffer.frame(bounds, title: "Grant", style: .plain, glyphs: .unicode, in: bounds)
    #expect(
      buffer.text == """
        ┌ Grant ─────┐
        │            │
        └────────────┘
        """)
    buffer.frame(bounds, title: "Leaked key", style: .plain, glyphs: .ascii, in: bounds)
    #expect(
      buffer.text == """
        + Leaked ~ --+
        |            |
        +------------+
        """)
  }

  @Test("Blitting clips on every side and mends wide graphemes")
  func blit() {
    var source = CellBuffer(size: Size(width: 4, height: 2))
    source.put("漢字", at: Point(x: 0, y: 0))
    source.put("abcd", at: Point(x: 0, y: 1))
    var buffer = field(6, 3)
    buffer.blit(source, at: Point(x: 1, y: 1), in: Rect(x: 2, y: 0, width: 2, height: 3))
    #expect(
      buffer.text == """
        xxxxxx
        xx  xx
        xxbcxx
        """)
    buffer.blit(source, at: Point(x: -2, y: -1), in: buffer.bounds)
    #expect(buffer.text.hasPrefix("cdxxxx"))
  }

  @Test("The ASCII form keeps columns and has no byte above 0x7E")
  func ascii() {
    var buffer = CellBuffer(size: Size(width: 20, height: 1))
    buffer.put("▌ 漢é… █▂·e\u{301}😀ñ", at: Point(x: 0, y: 0))
    let plain = buffer.asciified()
    #expect(plain.text == "> ???~ #.-e???")
    #expect(plain.cells.allSatisfy { $0.text.utf8.count == 1 })
  }

  @Test("Styles of spans, the surface replaced")
  func spans() {
    var buffer = CellBuffer(size: Size(width: 12, height: 1))
    let line = Line("Plan ", .dim) + "basic" + Line(" on", .ok, .bold)
    let used = buffer.put(line, at: Point(x: 0, y: 0), in: buffer.bounds, on: .selection)
    #expect(used == 12)
    #expect(buffer.text == "Plan basic o")
    #expect(buffer.styledText() == "ddddd.....oo")
    #expect(buffer.styledText(map: CellBuffer.surfaceLetter) == "ssssssssssss")
    #expect(buffer[11, 0].style == Style(.ok, on: .selection, .bold))
  }

  @Test("Lines are clipped with a marker where something is left out")
  func lines() {
    let line = Line("abc", .dim) + Line("def", .ok)
    #expect(line.clipped(to: 6) == line)
    #expect(line.clipped(to: 5).text == "abcd…")
    #expect(line.clipped(to: 3).text == "ab…")
    #expect(line.clipped(to: 0).text == "")
    #expect((line + "").clipped(to: 6).text == "abcdef")
  }

  @Test("Nothing crashes in an empty buffer")
  func empty() {
    for size in [Size(width: 0, height: 0), Size(width: 1, height: 1), Size(width: 3, height: 1)] {
      var buffer = CellBuffer(size: size)
      let bounds = buffer.bounds
      buffer.put("漢a", at: Point(x: -1, y: 0))
      buffer.fill(Rect(x: -5, y: -5, width: 50, height: 50))
      buffer.frame(
        Rect(x: 0, y: 0, width: 2, height: 2), style: .plain, glyphs: .unicode, in: bounds)
      buffer.restyle(Rect(x: -1, y: -1, width: 9, height: 9)) { $0.adding(.bold) }
      #expect(buffer.cells.count == size.width * size.height)
    }
  }
}
