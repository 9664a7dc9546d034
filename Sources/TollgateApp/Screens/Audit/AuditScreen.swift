import Canvas
import GatewayKit

/// What was changed from here: the journal.
enum AuditScreen {
  static let columns = [
    Column(.time, "When", "w", 19, 23),
    Column(.action, "What", "a", 30, 46),
    Column(.outcome, "Outcome", "o", 8, 10),
    Column(.who, "Who", "h", 8, 30, leaves: 3),
    Column(.reason, "Why", "y", 22, 30, leaves: 2),
    Column(.id, "Request ids", nil, 36, 38, leaves: 1),
  ]

  private static func line(_ id: RowID, _ state: AppState) -> JournalLine? {
    guard case .line(let number) = id else { return nil }
    return state.catalog.journalLine(number)
  }

  static func row(_ id: RowID, _ state: AppState) -> TableRow {
    guard let line = line(id, state) else { return TableRow(id: id, searchText: "", plans: []) }
    let text =
      "\(line.action) \(line.outcome) \(line.who) \(line.reason ?? "") "
      + line.requestIds.joined(separator: " ")
    return TableRow(
      id: id, searchText: text.lowercased(), plans: [],
      texts: [
        "action": line.action, "what": line.action, "outcome": line.outcome, "who": line.who,
        "reason": line.reason ?? "", "why": line.reason ?? "", "number": String(line.id),
        "request": line.requestIds.joined(separator: " "),
      ])
  }

  static func cell(_ id: RowID, _ column: ColumnID, _ state: AppState) -> Line {
    guard let line = line(id, state) else { return [] }
    switch column {
    case .time: return Line(Figures.moment(line.at), .dim)
    case .action: return Line(line.action)
    case .outcome: return outcome(line)
    case .who: return Line(who(line), .dim)
    case .reason: return Line(line.reason ?? "", .dim)
    case .id: return Line(line.requestIds.joined(separator: " "), .dim)
    default: return []
    }
  }

  /// The caller without the account, which the header names: `user/ops`.
  private static func who(_ line: JournalLine) -> String {
    let parts = line.who.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
    return parts.count == 6 && parts[0] == "arn" ? String(parts[5]) : line.who
  }

  /// The outcome as a word; what nobody knows the end of stands out.
  static func outcome(_ line: JournalLine) -> Line {
    let role: Role =
      ["failed": .danger, "unknown": .warn, "started": .warn, "done": .ok][line.outcome] ?? .text
    return Line(line.outcome, role, isOpen(line) ? .bold : [])
  }

  /// True when nobody knows what became of it.
  static func isOpen(_ line: JournalLine) -> Bool {
    line.outcome == "unknown" || line.outcome == "started"
  }

  /// What an outcome means where its word says too little.
  static func meaning(_ line: JournalLine) -> String {
    switch line.outcome {
    case "unknown": "   it was sent, and nobody knows whether it was applied: look at the thing"
    case "started": "   it was written down, and its end was not: it is under way, or broke off"
    case "undone": "   it was taken back later"
    default: ""
    }
  }

  /// Whether the journal's chain of hashes holds, for the title.
  static func chain(_ state: AppState) -> Line? {
    if let error = state.catalog.journalCheckError {
      return Line("chain not checked: \(error.code)", .warn)
    }
    guard let check = state.catalog.journalCheck else {
      return state.isBusy(.journalCheck) ? Line("checking the chain …", .dim) : nil
    }
    if let broken = check.brokenAt {
      return Line("chain BROKEN at entry \(broken)", .danger, .bold)
    }
    let open = check.unfinished.isEmpty ? "" : ", \(check.unfinished.count) without an end"
    return Line(
      "chain of \(Figures.number(check.rows)) holds\(open)", check.unfinished.isEmpty ? .ok : .warn)
  }
}
