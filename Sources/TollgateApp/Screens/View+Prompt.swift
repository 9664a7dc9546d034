import Canvas
import GatewayKit

extension AppState {
  /// Draws the line in which a filter or a command is typed; returns where its cursor is.
  func draw(_ prompt: Prompt, into buffer: inout CellBuffer, in rect: Rect) -> Point? {
    var field = prompt.field
    var note = Line()
    if prompt.kind == .command {
      field.suggestion = suggestion(for: field.text) ?? ""
    } else {
      let table = screen.table
      note = Line("\(Figures.number(table.shown.count)) of \(Figures.number(table.order.count))")
    }
    let sign = prompt.kind == .command ? ":" : "/"
    Canvas.Prompt(sign, field: field, note: note).draw(into: &buffer, in: rect, glyphs: glyphs)
    let column = field.cursorColumn(width: max(1, rect.width - 2), glyphs: glyphs)
    return Point(x: min(rect.maxX - 1, rect.x + 1 + column), y: rect.y)
  }

  /// Draws what may be typed, above the line.
  func drawCandidates(
    _ prompt: Prompt, into buffer: inout CellBuffer, in rect: Rect
  ) {
    buffer.fill(rect, on: .bar)
    if SecretShape.appears(in: prompt.field.text) {
      let offer =
        Line("This looks like a key's value; it is kept nowhere.", .warn, .bold)
        + Line("  enter takes it to the leak search", .text)
      buffer.put(
        offer.clipped(to: max(0, rect.width - 2), glyphs: glyphs),
        at: Point(x: 1, y: rect.y), in: rect, on: .bar)
      return
    }
    let text: String
    switch prompt.kind {
    case .command: text = candidates(for: prompt.field.text).joined(separator: "  ")
    case .filter:
      text = "text  !text  ~fuzzy  column:text  used>80%   enter keeps it · esc puts it back"
    }
    buffer.put(
      Line(text, .dim).clipped(to: max(0, rect.width - 2), glyphs: glyphs),
      at: Point(x: 1, y: rect.y), in: rect, on: .bar)
  }
}
