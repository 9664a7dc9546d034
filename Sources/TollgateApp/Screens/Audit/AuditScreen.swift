import Canvas
import GatewayKit

/// What was changed from here: the journal.
enum AuditScreen {
  static let columns = [
    Column(.time, "When", "w", 19, 23),
    Column(.action, "What", "a", 18, 46),
    Column(.outcome, "Outcome", "o", 8, 10),
    Column(.who, "Who", "h", 10, 50, leaves: 1),
  ]

  private static func line(_ id: RowID, _ state: AppState) -> JournalLine? {
    guard case .line(let number) = id else { return nil }
    return state.catalog.journal.first { $0.id == number }
  }

  static func row(_ id: RowID, _ state: AppState) -> TableRow {
    guard let line = line(id, state) else { return TableRow(id: id, searchText: "", plans: []) }
    let text =
      "\(line.action) \(line.outcome) \(line.who) \(line.requestIds.joined(separator: " "))"
    return TableRow(
      id: id, searchText: text.lowercased(), plans: [],
      texts: [
        "action": line.action, "what": line.action, "outcome": line.outcome, "who": line.who,
        "number": String(line.id),
      ])
  }

  static func cell(_ id: RowID, _ column: ColumnID, _ state: AppState) -> Line {
    guard let line = line(id, state) else { return [] }
    switch column {
    case .time: return Line(Figures.moment(line.at), .dim)
    case .action: return Line(line.action)
    case .outcome:
      let role: Role = ["failed": .danger, "unknown": .warn, "done": .ok][line.outcome] ?? .text
      return Line(line.outcome, role)
    case .who: return Line(line.who, .dim)
    default: return []
    }
  }
}
