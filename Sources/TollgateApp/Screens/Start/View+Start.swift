import Canvas
import GatewayKit

extension AppState {
  /// The first-start screen: which sources were tried, and what can be done.
  func drawStart(_ error: GatewayError, into buffer: inout CellBuffer) -> Point? {
    let area = Rect(x: 2, y: 2, width: size.width - 4, height: size.height - 3)
    var lines: [Line] = []
    let heading =
      error.kind == .credentials ? "No credentials to begin with" : "No connection to begin with"
    lines.append(Line(heading, .text, .bold))
    lines.append(Line())
    for part in error.message.split(separator: "\n") { lines.append(Line(String(part))) }
    if !error.advice.isEmpty { lines.append(Line(error.advice, .dim)) }
    // What is wrong in config.yaml may be the reason, and nothing else tells it here.
    for message in messages.all where message.tone == .warn {
      lines.append(Line(message.text, .warn))
    }
    lines.append(Line())
    lines.append(
      Line("s", .accent, .bold) + Line("       start the sandbox: no AWS account needed"))
    lines.append(Line("p", .accent, .bold) + Line("       use a profile of ~/.aws"))
    lines.append(Line("ctrl-r", .accent, .bold) + Line("  try again"))
    lines.append(Line("q", .accent, .bold) + Line("       quit"))
    var y = area.y
    for line in lines {
      for row in line.wrapped(to: area.width) {
        guard y < area.maxY else { break }
        buffer.put(row, at: Point(x: area.x, y: y), in: area)
        y += 1
      }
    }
    guard let field = profileField else { return nil }
    let row = Rect(x: 0, y: size.height - 1, width: size.width, height: 1)
    Canvas.Prompt("Profile: ", field: field).draw(into: &buffer, in: row, glyphs: glyphs)
    let column = field.cursorColumn(width: max(1, row.width - 10), glyphs: glyphs)
    return Point(x: min(row.maxX - 1, 9 + column), y: row.y)
  }
}
