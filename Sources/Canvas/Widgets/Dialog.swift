/// A framed question or report in the middle of the screen, as large as it needs to be.
package struct Dialog: Widget, Hashable, Sendable {
  /// What it is about.
  package var title: Line
  /// What it says.
  package var body: [DialogRow]
  /// A form below the body.
  package var form: Form?
  /// A text to type, such as the name that confirms, with its label.
  package var prompt: Prompt?
  /// What is wrong, in one sentence.
  package var error: String?
  /// The keys that answer it.
  package var keys: [KeyHint]
  /// Rows of the body above the first visible one.
  package var scroll: Int
  /// The width that it takes where there is room, frame included.
  package var width: Int
  /// True when what it asks for hurts: the frame says so.
  package var isDangerous: Bool

  /// Makes a dialog.
  package init(
    title: Line, body: [DialogRow], form: Form? = nil, prompt: Prompt? = nil,
    error: String? = nil, keys: [KeyHint] = [], scroll: Int = 0, width: Int = 72,
    isDangerous: Bool = false
  ) {
    self.title = title
    self.body = body
    self.form = form
    self.prompt = prompt
    self.error = error
    self.keys = keys
    self.scroll = scroll
    self.width = width
    self.isDangerous = isDangerous
  }

  /// The greatest ``scroll`` that shows something new in a screen.
  package func scrollLimit(in rect: Rect) -> Int {
    let box = frame(in: rect)
    let rows = bodyRows(width: box.width - 4)
    return max(0, rows.count - bodyHeight(box: box, rows: rows.count))
  }

  /// Where it stands in a screen, frame included.
  package func frame(in rect: Rect) -> Rect {
    let outer = min(rect.width, max(10, width))
    let wanted = bodyRows(width: outer - 4).count + footRows(width: outer - 4) + 2
    return rect.centered(width: outer, height: wanted)
  }

  /// Draws it in the middle of the rectangle.
  package func draw(into buffer: inout CellBuffer, in rect: Rect, glyphs: GlyphSet) {
    let box = frame(in: rect)
    guard !box.isEmpty else { return }
    buffer.fill(box, on: .dialog)
    let edge = Style(isDangerous ? .danger : .accent, on: .dialog)
    let heading = Line(title.spans.map { TextSpan($0.text, $0.style.adding(.bold)) })
    buffer.frame(box, title: heading, style: edge, glyphs: glyphs, in: rect)
    let hasFrame = box.width >= 10 && box.height >= 3
    let inner =
      hasFrame ? box.inset(left: 2, top: 1, right: 2, bottom: 1) : box
    let rows = bodyRows(width: inner.width)
    let shown = bodyHeight(box: box, rows: rows.count)
    let first = min(max(0, scroll), max(0, rows.count - shown))
    for (offset, line) in rows[first..<min(rows.count, first + shown)].enumerated() {
      buffer.put(
        line.clipped(to: inner.width, glyphs: glyphs),
        at: Point(x: inner.x, y: inner.y + offset), in: inner, on: .dialog)
    }
    drawMore(above: first, below: rows.count - first - shown, into: &buffer, box, edge, glyphs)
    let top = inner.y + shown
    drawFoot(
      into: &buffer,
      in: Rect(x: inner.x, y: top, width: inner.width, height: inner.maxY - top), glyphs: glyphs)
  }

  /// Says in the frame that there is more of the body above or below.
  private func drawMore(
    above: Int, below: Int, into buffer: inout CellBuffer, _ box: Rect, _ style: Style,
    _ glyphs: GlyphSet
  ) {
    guard box.width > 12 else { return }
    let glyph = Glyphs(glyphs)
    if above > 0 {
      buffer.put(
        " \(glyph.ascending) ", at: Point(x: box.maxX - 5, y: box.y), style: style, in: box)
    }
    if below > 0 {
      buffer.put(
        " \(glyph.descending) ", at: Point(x: box.maxX - 5, y: box.maxY - 1), style: style, in: box)
    }
  }

  private func drawFoot(into buffer: inout CellBuffer, in rect: Rect, glyphs: GlyphSet) {
    guard !rect.isEmpty else { return }
    var parts = rect
    func take(_ height: Int) -> Rect {
      let part = Rect(x: parts.x, y: parts.y, width: parts.width, height: min(height, parts.height))
      parts = parts.inset(top: part.height)
      return part
    }
    if !body.isEmpty && rect.height >= footRows(width: rect.width) { _ = take(1) }
    if let form {
      form.draw(into: &buffer, in: take(form.height), glyphs: glyphs)
    }
    if let prompt {
      prompt.draw(into: &buffer, in: take(1), glyphs: glyphs)
    }
    if let error {
      let lines = Line(error, .danger).wrapped(to: rect.width)
      let part = take(lines.count)
      for (offset, line) in lines.enumerated() {
        buffer.put(line, at: Point(x: part.x, y: part.y + offset), in: part, on: .dialog)
      }
    }
    guard !keys.isEmpty else { return }
    let needsGap = (form != nil || prompt != nil || error != nil) && parts.height > 1
    if needsGap { _ = take(1) }
    let row = take(1)
    let line = KeyHint.line(keys, separator: "    ", width: row.width)
    let tight =
      line.width > row.width || line.spans.count < keys.count * 3 - 1
      ? KeyHint.line(keys, separator: "  ", width: row.width) : line
    buffer.put(
      tight.clipped(to: row.width, glyphs: glyphs), at: Point(x: row.x, y: row.y), in: row,
      on: .dialog)
  }

  /// The body, wrapped to a width.
  private func bodyRows(width: Int) -> [Line] {
    guard width > 0 else { return [] }
    let labels = body.map(\.labelWidth).max() ?? 0
    let labelWidth = labels > 0 ? min(labels, max(4, width / 3)) : 0
    return body.flatMap { $0.rows(width: width, labelWidth: labelWidth) }
  }

  /// Rows below the body: a gap, the form, the prompt, the error, a gap, the keys.
  private func footRows(width: Int) -> Int {
    var rows = 0
    rows += form?.height ?? 0
    rows += prompt == nil ? 0 : 1
    if let error { rows += Line(error).wrapped(to: max(1, width)).count }
    let hasFields = rows > 0
    if !keys.isEmpty { rows += hasFields ? 2 : 1 }
    return rows > 0 && !body.isEmpty ? rows + 1 : rows
  }

  /// Rows that the body gets: the foot has the first right, but for one row.
  private func bodyHeight(box: Rect, rows: Int) -> Int {
    let hasFrame = box.width >= 10 && box.height >= 3
    let inner = hasFrame ? box.height - 2 : box.height
    let width = hasFrame ? box.width - 4 : box.width
    return min(rows, max(min(1, inner), inner - footRows(width: width)))
  }
}
