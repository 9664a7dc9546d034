/// Fields under each other: the label left, what is valid right, the error under its field.
package struct Form: Widget, Hashable, Sendable {
  /// The fields, from the top.
  package var fields: [FormField]
  /// Index of the field that has the focus.
  package var focus: Int
  /// What lies behind it.
  package var surface: Surface

  /// Makes a form.
  package init(_ fields: [FormField], focus: Int = 0, on surface: Surface = .dialog) {
    self.fields = fields
    self.focus = focus
    self.surface = surface
  }

  /// Rows that it wants.
  package var height: Int { fields.reduce(0) { $0 + ($1.error == nil ? 1 : 2) } }

  /// True when no field has an error.
  package var isValid: Bool { fields.allSatisfy { $0.error == nil } }

  /// The text of a field.
  package subscript(id: String) -> String {
    fields.first { $0.id == id }?.text ?? ""
  }

  /// Gives the focus to another field, around the ends.
  package mutating func moveFocus(by distance: Int) {
    guard !fields.isEmpty else { return }
    focus = ((focus + distance) % fields.count + fields.count) % fields.count
  }

  /// Edits the focused field or moves the focus; false when the key means nothing here.
  @discardableResult
  package mutating func handle(_ key: Key) -> Bool {
    guard fields.indices.contains(focus) else { return false }
    switch key {
    case .tab, .down: moveFocus(by: 1)
    case .backTab, .up: moveFocus(by: -1)
    default: return fields[focus].handle(key)
    }
    return true
  }

  /// Draws as many fields as there is room for, the focused one always among them.
  package func draw(into buffer: inout CellBuffer, in rect: Rect, glyphs: GlyphSet) {
    guard !rect.isEmpty else { return }
    buffer.fill(rect, on: surface)
    let labelWidth = min(fields.map { Text.width($0.label) }.max() ?? 0, rect.width / 3)
    let hints = fields.map { Text.width($0.hint) }.max() ?? 0
    let hintWidth = rect.width - labelWidth - hints - 4 >= 16 ? hints : 0
    var y = rect.y - firstRow(height: rect.height)
    for (index, field) in fields.enumerated() {
      let row = Rect(x: rect.x, y: y, width: rect.width, height: 1)
      if row.y >= rect.y && row.y < rect.maxY {
        draw(
          field, isFocused: index == focus, into: &buffer, in: row, labelWidth: labelWidth,
          hintWidth: hintWidth, glyphs: glyphs)
      }
      y += 1
      guard let error = field.error else { continue }
      if y >= rect.y && y < rect.maxY {
        let x = rect.x + labelWidth + 2
        buffer.put(
          Text.clip(error, to: rect.maxX - x, glyphs: glyphs), at: Point(x: x, y: y),
          style: Style(.danger, on: surface), in: rect)
      }
      y += 1
    }
  }

  private func draw(
    _ field: FormField, isFocused: Bool, into buffer: inout CellBuffer, in row: Rect,
    labelWidth: Int, hintWidth: Int, glyphs: GlyphSet
  ) {
    let labelStyle =
      isFocused ? Style(.accent, on: surface, .bold) : Style(.dim, on: surface)
    buffer.put(
      Text.clip(field.label, to: labelWidth, glyphs: glyphs), at: Point(x: row.x, y: row.y),
      style: labelStyle, in: row)
    let box = row.inset(left: labelWidth + 2, right: hintWidth > 0 ? hintWidth + 2 : 0)
    switch field.value {
    case .text(let text):
      text.draw(into: &buffer, in: box, glyphs: glyphs, isFocused: isFocused)
    case .choice:
      buffer.fill(box, on: .field)
      let arrows = glyphs == .unicode ? ("‹ ", " ›") : ("< ", " >")
      let shown = isFocused ? arrows.0 + field.text + arrows.1 : "  " + field.text
      buffer.put(
        Text.clip(shown, to: box.width, glyphs: glyphs), at: Point(x: box.x, y: box.y),
        style: Style(isFocused ? .accent : .text, on: .field), in: box)
    }
    guard hintWidth > 0 else { return }
    buffer.put(
      field.hint, at: Point(x: row.maxX - hintWidth, y: row.y), style: Style(.dim, on: surface),
      in: row)
  }

  /// Rows above the first visible one.
  private func firstRow(height: Int) -> Int {
    guard fields.indices.contains(focus) else { return 0 }
    let above = fields[..<focus].reduce(0) { $0 + ($1.error == nil ? 1 : 2) }
    let own = fields[focus].error == nil ? 1 : 2
    return max(0, above + min(own, height) - height)
  }
}
