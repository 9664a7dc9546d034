extension Text {
  /// The text in rows of at most a width, broken at spaces where there are any.
  ///
  /// A newline of the text begins a new row. A word that is wider than a row is cut.
  package static func wrap(_ text: String, to width: Int) -> [String] {
    guard width > 0 else { return [] }
    var rows: [String] = []
    for paragraph in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let first = rows.count
      var row = ""
      var used = 0
      for word in paragraph.split(separator: " ", omittingEmptySubsequences: true) {
        var word = String(word)
        var columns = Text.width(word)
        if used > 0, used + 1 + columns <= width {
          row += " " + word
          used += 1 + columns
          continue
        }
        if used > 0 { rows.append(row) }
        while columns > width {
          let head = hardPrefix(word, columns: width)
          rows.append(head)
          word.removeFirst(head.count)
          columns = Text.width(word)
        }
        row = word
        used = columns
      }
      if used > 0 || rows.count == first { rows.append(row) }
    }
    return rows
  }

  /// The longest beginning of whole graphemes within a width, at least one grapheme.
  private static func hardPrefix(_ text: String, columns: Int) -> String {
    var result = ""
    var used = 0
    for character in text {
      let width = Text.width(String(character))
      if used > 0, used + width > columns { break }
      result.append(character)
      used += width
    }
    return result
  }
}
