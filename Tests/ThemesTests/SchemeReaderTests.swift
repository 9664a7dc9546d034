import Testing

@testable import Themes

@Suite("Scheme files")
struct SchemeReaderTests {
  private static let values = [
    "000000", "123456", "1e1000", "0x1234".replacing("x", with: "0"), "AABBCC", "dDeEfF", "#ffffff",
    "777777", "ff0000", "ff8800", "ffff00", "00ff00", "00ffff", "0000ff", "ff00ff", "884400",
  ]

  private static func lines(_ indent: String, _ values: [String], quote: String = "") -> String {
    values.enumerated().map { index, value in
      let quote = value.hasPrefix("#") ? "\"" : quote
      return "\(indent)\(Scheme.slotName(index)): \(quote)\(value)\(quote)"
    }.joined(separator: "\n")
  }

  private static var colors: [RGB] { values.compactMap { RGB(hex: $0) } }

  private func read(_ text: String) throws(SchemeError) -> Scheme {
    try SchemeReader.read(text, file: "storm.yaml")
  }

  @Test("Today's form; values without quotes stay text")
  func current() throws {
    let scheme = try read(
      """
      # A comment\twith a tab
      system: "base16"
      name: "Rosé Storm"
      author: "someone"
      variant: "dark"
      extra: {a: [1, 2]}
      palette:
      \(SchemeReaderTests.lines("  ", SchemeReaderTests.values))
      """)
    #expect(scheme.name == "Rosé Storm")
    #expect(scheme.slug == "rose-storm")
    #expect(scheme.system == "base16")
    #expect(scheme.author == "someone")
    let colors = SchemeReaderTests.colors
    #expect(colors.count == 16)
    #expect(Array(scheme.colors.prefix(16)) == colors)
    let more = [0, 0, 8, 0xA, 0xB, 0xC, 0xD, 0xE].map { colors[$0] }
    #expect(Array(scheme.colors.suffix(8)) == more)
    #expect(scheme.colors[0] == RGB(0x000000))
    #expect(scheme.colors[2] == RGB(0x1E1000))
  }

  @Test("The older form, with scheme or name, and the ends of lines of other systems")
  func legacy() throws {
    let body = SchemeReaderTests.lines("", SchemeReaderTests.values, quote: "'")
    let one = try read("\u{FEFF}---\r\nscheme: Old Storm\r\nauthor: x\r\n" + body + "\r\n")
    #expect(one.slug == "old-storm")
    #expect(Array(one.colors.prefix(16)) == SchemeReaderTests.colors)
    let two = try read("name: Old\nslug: other\n" + body + " \t# tab\n")
    #expect(two.name == "Old")
    #expect(two.slug == "other")
    let nameless = try read(body)
    #expect(nameless.name == "storm")
    #expect(nameless.slug == "storm")
  }

  @Test("base24, told by its system or by its keys")
  func base24() throws {
    let values =
      SchemeReaderTests.values + [
        "101010", "111111", "121212", "131313", "141414", "151515", "161616", "171717",
      ]
    let body = SchemeReaderTests.lines("  ", values)
    for head in ["system: base24\n", ""] {
      let scheme = try read(head + "name: More\npalette:\n" + body)
      #expect(scheme.system == "base24")
      #expect(scheme.colors[0x16] == RGB(0x161616))
      #expect(scheme.colors[0x17] == RGB(0x171717))
    }
    let some = try read(
      "name: Some\nsystem: base24\npalette:\n"
        + SchemeReaderTests.lines("  ", Array(values.prefix(20))))
    #expect(some.colors[0x13] == RGB(0x131313))
    #expect(some.colors[0x14] == some.colors[0x0B])
  }

  @Test(
    "Each fault has its file, line and reason",
    arguments: [
      ("", "storm.yaml: the file is empty"),
      ("- a\n- b\n", "storm.yaml, line 1: this is no colour scheme: no keys and values"),
      ("name: x\n", "storm.yaml: base00 is missing"),
      (
        "name: x\npalette:\n  base00: '000000'\n  base01: red\n",
        "storm.yaml, line 4: base01 is \"red\", not six hexadecimal digits"
      ),
      (
        "name: x\npalette:\n  base00: '00000g'\n",
        "storm.yaml, line 3: base00 is \"00000g\", not six hexadecimal digits"
      ),
      (
        "name: x\npalette:\n  base00: \"\\e[2J\"\n",
        "storm.yaml, line 3: base00 is \"\\u{1b}[2J\", not six hexadecimal digits"
      ),
      (
        "name: x\npalette:\n  base00: [1]\n",
        "storm.yaml, line 3: base00 is \"a list or a map\", not six hexadecimal digits"
      ),
      ("name: x\npalette: 5\n", "storm.yaml, line 2: palette has no colours in it"),
      (
        "system: base32\npalette: {}\n",
        "storm.yaml, line 1: the system is \"base32\"; base16 and base24 are known"
      ),
      (
        "scheme:\n  system: tinted8\n  author: x\nvariant: dark\n",
        "storm.yaml, line 2: this is a tinted8 scheme; only base16 and base24 schemes can be read"
      ),
      (
        "system: tinted8\n",
        "storm.yaml, line 1: this is a tinted8 scheme; only base16 and base24 schemes can be read"
      ),
      (
        "name: x\npalette:\n  base00: '000000'\n  base00: '000000'\n",
        "storm.yaml, line 3: base00 stands there twice"
      ),
      (
        "name: \"x\npalette: y\n",
        "storm.yaml, line 3: not valid YAML: found unexpected end of stream"
      ),
    ])
  func faults(text: String, sentence: String) {
    #expect(throws: SchemeError.self) { try read(text) }
    do {
      _ = try read(text)
    } catch {
      #expect(error.description == sentence)
    }
  }

  @Test(
    "Slugs",
    arguments: [
      ("Rosé Pine", "rose-pine"), ("Ayu Dark", "ayu-dark"), ("3024", "3024"), ("A_b (c)!", "ab-c"),
      ("日本", ""), ("Windows 95 High-Contrast", "windows-95-high-contrast"), ("Ünïcödé", "unicode"),
    ])
  func slugs(name: String, slug: String) {
    #expect(Slug.of(name) == slug)
  }
}
