import GatewayKit

/// The journal and its check, as table, CSV and JSON.
enum JournalView {
  /// `{"id","at","who","context","action","outcome","requestIds","before"?,"after"?,"reason"?,
  /// "error"?}`.
  static func json(_ line: JournalLine) throws -> JSONValue {
    var members: [(String, JSONValue)] = [
      ("id", .integer(Int(line.id))), ("at", .string(line.at.iso8601)),
      ("who", .string(line.who)),
      ("context", try JSONValue(encoding: ContextJSON(line.context))),
      ("action", .string(line.action)), ("outcome", .string(line.outcome)),
      ("requestIds", .array(line.requestIds.map(JSONValue.string))),
    ]
    for (name, text) in [("before", line.before), ("after", line.after)] {
      if let text { members.append((name, .verbatim(text))) }
    }
    for (name, text) in [("reason", line.reason), ("error", line.error)] {
      if let text { members.append((name, .string(text))) }
    }
    return .object(members)
  }

  /// Columns of the entries.
  static var columns: [Column<JournalLine>] {
    [
      Column("Entry", "id", .number) { String($0.id) },
      Column(
        "Time", "at", .fixed, text: { Instant.shown($0.at) }, raw: { $0.at.iso8601 }),
      Column("Action", "action") { $0.action },
      Column("Outcome", "outcome", .fixed) { $0.outcome },
      Column("Who", "who") { $0.who },
      Column(
        "Context", "context", text: { $0.context.shown },
        raw: { "\($0.context.profile)/\($0.context.region)" }),
      Column("Reason", "reason") { $0.reason ?? $0.error ?? "" },
    ]
  }

  /// `{"intact","rows","head","brokenAt"?,"reason"?,"unfinished"}`.
  static func json(_ check: JournalCheck) -> JSONValue {
    var members: [(String, JSONValue)] = [
      ("intact", .bool(check.brokenAt == nil)), ("rows", .integer(check.rows)),
      ("head", .string(check.head)),
    ]
    if let row = check.brokenAt { members.append(("brokenAt", .integer(Int(row)))) }
    if let reason = check.reason { members.append(("reason", .string(reason))) }
    members.append(("unfinished", .array(check.unfinished.map { .integer(Int($0)) })))
    return .object(members)
  }

  /// Lines for a person.
  static func fields(_ check: JournalCheck) -> [(String, String)] {
    [
      ("Journal", check.brokenAt == nil ? "intact" : "broken"),
      ("Rows", check.rows.grouped),
      ("Head", check.head),
      ("Broken at", check.brokenAt.map { "row \($0)" } ?? ""),
      ("Reason", check.reason ?? ""),
      (
        "Unfinished",
        check.unfinished.isEmpty ? "" : check.unfinished.map(String.init).joined(separator: ", ")
      ),
    ]
  }

  /// Columns of the check.
  static var checkColumns: [Column<JournalCheck>] {
    [
      Column("Intact", "intact", .fixed) { $0.brokenAt == nil ? "true" : "false" },
      Column("Rows", "rows", .number) { String($0.rows) },
      Column("Head", "head", .fixed) { $0.head },
      Column("Broken at", "brokenAt", .fixed) { $0.brokenAt.map(String.init) ?? "" },
      Column("Reason", "reason", .fixed) { $0.reason ?? "" },
    ]
  }
}
