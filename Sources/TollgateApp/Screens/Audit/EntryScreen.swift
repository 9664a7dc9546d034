import Canvas
import Foundation
import GatewayKit

/// One entry of the journal: who, when, why, and what was before and after.
enum EntryScreen {
  static func draw(
    _ id: Int64, _ state: AppState, into buffer: inout CellBuffer, in rect: Rect
  ) {
    guard let line = state.catalog.journal.first(where: { $0.id == id }) else {
      buffer.put(
        Line("This entry is not among the newest any more."), at: Point(x: 1, y: rect.y + 1),
        in: rect)
      return
    }
    let rows = lines(line, state).flatMap { $0.wrapped(to: max(1, rect.width - 2)) }
    let top = min(max(0, state.screen.top), max(0, rows.count - rect.height))
    for (offset, row) in rows.dropFirst(top).prefix(rect.height).enumerated() {
      buffer.put(row, at: Point(x: rect.x + 1, y: rect.y + offset), in: rect)
    }
  }

  /// How far an entry can be scrolled.
  static func scrollLimit(_ id: Int64, _ state: AppState) -> Int {
    guard let line = state.catalog.journal.first(where: { $0.id == id }) else { return 0 }
    let rect = state.bodyRect
    let rows = lines(line, state).flatMap { $0.wrapped(to: max(1, rect.width - 2)) }
    return max(0, rows.count - rect.height)
  }

  private static func lines(_ line: JournalLine, _ state: AppState) -> [Line] {
    func fact(_ label: String, _ value: Line) -> Line {
      Line(Text.pad(label, to: 12), .dim) + value
    }
    var lines = [
      fact("What", Line(line.action, .text, .bold)),
      fact("Outcome", AuditScreen.outcome(line) + Line(AuditScreen.meaning(line), .dim)),
      fact("When", Line(state.moment(line.at))),
      fact("Who", Line(line.who)),
      fact("Where", Line("\(line.context.profile) · \(line.context.region)")),
    ]
    if let reason = line.reason { lines.append(fact("Why", Line(reason))) }
    if let error = line.error { lines.append(fact("Error", Line(error, .danger))) }
    let ids = line.requestIds
    lines.append(
      fact(
        ids.count == 1 ? "Request id" : "Request ids",
        ids.isEmpty ? Line("none", .dim) : Line(ids.joined(separator: ", "))))
    lines += [Line()] + changes(line)
    return lines
  }

  private static func changes(_ line: JournalLine) -> [Line] {
    guard line.before != nil || line.after != nil else {
      return [Line("Before and after were not looked at.", .dim)]
    }
    let differences = JournalDifference.between(line.before, line.after)
    let changed = differences.filter { $0.before != $0.after }
    let same = differences.count - changed.count
    var lines = [Line("Before and after", .dim, .bold)]
    if line.after == nil {
      lines.append(Line("  What was left is not known; this is what was there before.", .warn))
    }
    let width = min(28, changed.map { Text.width($0.what) }.max() ?? 0)
    for difference in changed {
      lines.append(
        Line("  " + Text.pad(difference.what, to: width) + "  ", .dim)
          + Line(difference.before, .dim) + Line(" → ") + Line(difference.after, .text, .bold))
    }
    if changed.isEmpty { lines.append(Line("  Nothing differs.")) }
    if same > 0 {
      lines.append(Line("  \(Figures.count(same, "more field")) as before.", .dim))
    }
    return lines
  }
}
