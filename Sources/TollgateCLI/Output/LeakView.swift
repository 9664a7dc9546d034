import GatewayKit

/// What a leak search found, as table, CSV and JSON.
enum LeakView {
  /// `{"matches":[…],"unmatched","searched":{…},"notSearched":[{"context","reason"}]}`.
  static func json(_ findings: LeakFindings) throws -> JSONValue {
    let searched = findings.searched
    return .object([
      ("matches", .array(try findings.matches.map(json))),
      ("unmatched", .integer(findings.unmatched)),
      (
        "searched",
        .object([
          ("keys", .integer(searched.keys)), ("contexts", .integer(searched.contexts)),
          ("requests", .integer(searched.requests)),
          ("milliseconds", .integer(searched.milliseconds)),
        ])
      ),
      (
        "notSearched",
        .array(
          try findings.notSearched.map { missed in
            .object([
              ("context", try JSONValue(encoding: ContextJSON(missed.context))),
              ("reason", .string(missed.reason)),
            ])
          })
      ),
    ])
  }

  /// One match.
  static func json(_ match: LeakMatch) throws -> JSONValue {
    let plans = match.key.plans ?? []
    return .object([
      ("id", .string(match.key.id.shown)), ("name", .string(match.key.name)),
      ("enabled", .bool(match.key.isEnabled)),
      (
        "plans",
        .array(
          plans.map { .object([("id", .string($0.id.wire)), ("name", .string($0.name))]) })
      ),
      ("matchedBy", .string(match.evidence.rawValue)),
      ("confidence", .string(match.confidence.rawValue)), ("line", .integer(match.line)),
      ("context", try JSONValue(encoding: ContextJSON(match.key.context))),
    ])
  }

  /// Columns of the matches.
  static var columns: [Column<LeakMatch>] {
    [
      Column("Id", "id", .fixed) { $0.key.id.shown },
      Column("Name", "name") { $0.key.name },
      Column(
        "State", "enabled", .fixed, text: { $0.key.isEnabled ? "on" : "off" },
        raw: { $0.key.isEnabled ? "true" : "false" }),
      Column("Plans", "plans") { ($0.key.plans ?? []).shown },
      Column("Matched", "matchedBy", text: { $0.words }, raw: { $0.evidence.rawValue }),
      Column("Sure", "confidence", .fixed) { $0.confidence.rawValue },
      Column("Line", "line", .number, text: { $0.line.grouped }, raw: { String($0.line) }),
      Column(
        "Context", "context", text: { $0.key.context.shown },
        raw: { "\($0.key.context.profile)/\($0.key.context.region)" }),
    ]
  }
}
