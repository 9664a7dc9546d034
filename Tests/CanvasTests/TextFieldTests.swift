import Canvas
import Testing

@Suite("Text field")
struct TextFieldTests {
  @Test("Typing, moving, deleting and killing")
  func editing() {
    var field = TextField()
    for character in "basic prod" { field.handle(.character(character)) }
    #expect(field.text == "basic prod")
    field.handle(.control("w"))
    #expect(field.text == "basic ")
    field.handle(.control("y"))
    #expect(field.text == "basic prod")
    field.handle(.home)
    field.handle(.delete)
    field.handle(.right)
    field.handle(.backspace)
    #expect(field.text == "sic prod")
    #expect(field.cursor == 0)
    field.handle(.alt("f"))
    #expect(field.cursor == 3)
    field.handle(.control("k"))
    #expect(field.text == "sic")
    field.handle(.control("u"))
    #expect(field.isEmpty)
    #expect(field.handle(.up) == false)
    #expect(field.handle(.enter) == false)
  }

  @Test("Characters are graphemes, and a mark joins the one before it")
  func graphemes() {
    var field = TextField("e👨‍👩‍👧")
    field.insert("a")
    field.insert("\u{301}")
    #expect(field.text == "e👨‍👩‍👧a\u{301}")
    #expect(field.cursor == 3)
    field.handle(.left)
    field.handle(.backspace)
    #expect(field.text == "ea\u{301}")
    #expect(field.cursor == 1)
  }

  @Test("A paste is one line without controls")
  func paste() {
    var field = TextField("<>")
    field.handle(.left)
    field.insert("a\nb\tc\u{1B}\u{7}d\r\ne")
    #expect(field.text == "<a b cd e>")
    #expect(field.cursor == 9)
  }

  @Test("A suggestion is dim, and taken at the end only")
  func suggestion() {
    var field = TextField("ke", suggestion: "ys")
    let buffer = drawn(field, 8, 1)
    #expect(buffer.text == "keys")
    #expect(buffer.styledText() == "..dd")
    #expect(buffer[2, 0].style.attributes == .reverse)
    field.handle(.left)
    field.handle(.right)
    #expect(field.text == "ke")
    field.handle(.right)
    #expect(field.text == "keys")
    #expect(field.suggestion == "")
  }

  @Test("A secret shows as dots and in no description")
  func secret() {
    var field = TextField("hunter2", isSecret: true)
    #expect(drawn(field, 10, 1).text == "•••••••")
    #expect(drawn(field, 10, 1, glyphs: .ascii).text == "*******")
    #expect(!"\(field)".contains("hunter2"))
    #expect(!String(reflecting: field).contains("hunter2"))
    var dumped = ""
    dump(field, to: &dumped)
    #expect(!dumped.contains("hunter2"))
    field.handle(.control("u"))
    field.handle(.control("y"))
    #expect(field.isEmpty)
  }

  @Test("A long text scrolls so that the cursor is visible")
  func scrolls() {
    var field = TextField("abcdefghij")
    #expect(drawn(field, 6, 1).text == "…ghij")
    #expect(field.cursorColumn(width: 6) == 5)
    field.moveToStart()
    #expect(drawn(field, 6, 1).text == "abcdef")
    #expect(field.cursorColumn(width: 6) == 0)
    let wide = TextField("漢字漢字")
    #expect(drawn(wide, 6, 1).text == "…漢字")
    #expect(wide.cursorColumn(width: 6) == 5)
  }
}
