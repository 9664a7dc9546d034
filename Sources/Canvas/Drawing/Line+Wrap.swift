extension Line {
  /// The line in rows of at most a width, broken at spaces; later rows begin after an indent.
  package func wrapped(to width: Int, indent: Int = 0) -> [Line] {
    guard width > 0 else { return [] }
    if self.width <= width { return [self] }
    let indent = indent < width / 2 ? indent : 0
    var rows: [Line] = []
    var row = Row()
    for word in words() {
      let needed = word.reduce(0) { $0 + $1.columns }
      let isSpace = word.first?.isSpace == true
      if isSpace {
        if row.isFresh && !rows.isEmpty { continue }
        row.held += word
        continue
      }
      let gap = row.held.reduce(0) { $0 + $1.columns }
      if row.used + gap + needed > width, !row.isFresh {
        rows.append(row.line)
        row = Row(indent: indent)
      }
      row.takeHeld(upTo: width)
      for unit in word {
        if row.used + unit.columns > width, !row.isFresh {
          rows.append(row.line)
          row = Row(indent: indent)
        }
        row.take(unit)
      }
    }
    if !row.isFresh || rows.isEmpty { rows.append(row.line) }
    return rows
  }

  /// Graphemes in groups of either spaces or other characters.
  private func words() -> [[Unit]] {
    var groups: [[Unit]] = []
    for span in spans {
      for character in span.text {
        let text = String(character)
        let unit = Unit(text: text, style: span.style, columns: Text.width(text))
        if let last = groups.last?.last, last.isSpace == unit.isSpace {
          groups[groups.count - 1].append(unit)
        } else {
          groups.append([unit])
        }
      }
    }
    return groups
  }

  /// One grapheme.
  private struct Unit {
    var text: String
    var style: Style
    var columns: Int

    var isSpace: Bool { text == " " }
  }

  /// The row that is being filled.
  private struct Row {
    var line = Line()
    var used = 0
    var isFresh = true
    /// Spaces that count only when a word follows on the same row.
    var held: [Unit] = []

    init(indent: Int = 0) {
      guard indent > 0 else { return }
      line = Line(String(repeating: " ", count: indent))
      used = indent
    }

    mutating func takeHeld(upTo width: Int) {
      let spaces = held
      held = []
      for unit in spaces where used + unit.columns < width { take(unit) }
    }

    mutating func take(_ unit: Unit) {
      isFresh = false
      used += unit.columns
      if let last = line.spans.last, last.style == unit.style {
        line.spans[line.spans.count - 1].text += unit.text
      } else {
        line.spans.append(TextSpan(unit.text, unit.style))
      }
    }
  }
}
