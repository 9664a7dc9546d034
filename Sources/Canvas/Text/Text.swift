/// Text in columns: how wide it is, what of it is safe to show, and how to make it fit.
package enum Text {
  /// Where text stands in a field that is wider.
  package enum Alignment: Hashable, Sendable {
    /// At the left edge.
    case left
    /// At the right edge; for numbers.
    case right
    /// In the middle.
    case center
  }

  /// Columns that the text takes on a screen, escapes of unsafe scalars included.
  package static func width(_ text: String) -> Int {
    if let columns = CellWalker.quickWidth(text) { return columns }
    var sum = 0
    CellWalker.walk(text) { _, columns in
      sum += columns
      return true
    }
    return sum
  }

  /// The text as it is shown: nothing in it moves a cursor, changes direction or hides.
  ///
  /// Controls, bidirectional marks, line separators, tags, private and unassigned scalars become
  /// `\n` or `\u{1b}`. With ASCII glyphs each column of anything else above 0x7E becomes `?`.
  package static func sanitize(_ text: String, glyphs: GlyphSet = .unicode) -> String {
    if CellWalker.isPlain(text) { return text }
    var result = ""
    CellWalker.walk(text) { cell, columns in
      result += glyphs == .unicode ? cell : AsciiForm.of(cell, columns: columns)
      return true
    }
    return result
  }

  /// The text cut to a width, whole graphemes only, with `…` (or `~`) where something was left out.
  package static func clip(_ text: String, to width: Int, glyphs: GlyphSet = .unicode) -> String {
    guard width > 0 else { return "" }
    let isPlain = CellWalker.isPlain(text)
    let marker = glyphs == .unicode ? "…" : "~"
    if isPlain {
      if text.utf8.count <= width { return text }
      return String(text.prefix(width - 1)) + marker
    }
    guard Text.width(text) > width else { return text }
    var result = ""
    var used = 0
    for character in text {
      let columns = Text.width(String(character))
      if used + columns > width - 1 { break }
      result.append(character)
      used += columns
    }
    return result + marker
  }

  /// The text clipped or filled with spaces to exactly a width.
  package static func pad(
    _ text: String, to width: Int, _ alignment: Alignment = .left, glyphs: GlyphSet = .unicode
  ) -> String {
    let clipped = clip(text, to: width, glyphs: glyphs)
    let missing = max(0, width - Text.width(clipped))
    let before: Int =
      switch alignment {
      case .left: 0
      case .right: missing
      case .center: missing / 2
      }
    return String(repeating: " ", count: before) + clipped
      + String(repeating: " ", count: missing - before)
  }
}
