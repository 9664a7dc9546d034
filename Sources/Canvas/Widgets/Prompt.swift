/// A line to type into after a sign: the command line after `:`, the filter after `/`.
package struct Prompt: Widget, Hashable, Sendable {
  /// What stands before the text.
  package var sign: String
  /// The text.
  package var field: TextField
  /// What stands at the right edge as long as there is room: `12 of 340`, an error.
  package var note: Line

  /// Makes a prompt.
  package init(_ sign: String, field: TextField = TextField(), note: Line = []) {
    self.sign = sign
    self.field = field
    self.note = note
  }

  /// Draws it in the first row of the rectangle.
  package func draw(into buffer: inout CellBuffer, in rect: Rect, glyphs: GlyphSet) {
    guard !rect.isEmpty else { return }
    let row = Rect(x: rect.x, y: rect.y, width: rect.width, height: 1)
    buffer.fill(row, on: .field)
    let used = buffer.put(
      sign, at: Point(x: row.x, y: row.y), style: Style(.accent, on: .field, .bold), in: row)
    let noteWidth = note.isEmpty ? 0 : note.width + 2
    let hasNote = noteWidth > 0 && row.width - used - noteWidth >= 12
    field.draw(
      into: &buffer, in: row.inset(left: used, right: hasNote ? noteWidth : 0), glyphs: glyphs)
    guard hasNote else { return }
    buffer.put(
      note, at: Point(x: row.maxX - note.width - 1, y: row.y), in: row, on: .field)
  }
}
