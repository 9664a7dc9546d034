import GatewayKit

/// One revoked key as table, CSV and JSON.
struct RevokeView: Sendable {
  /// The key and what became of it.
  let item: RevokeOutcome.Item
  /// What the whole run came to.
  let outcome: RevokeOutcome
  /// The replacement's value, when it goes to stdout.
  var value: String?

  /// `{"keyId","name","disabled","verified","proof","requests","milliseconds",
  /// "replacementKeyId"?}`, and the value where it was asked for.
  var json: JSONValue {
    var members: [(String, JSONValue)] = [
      ("keyId", .string(item.key.id.shown)), ("name", .string(item.key.name)),
      ("disabled", .bool(item.isDisabled)), ("verified", .bool(item.isVerified)),
      ("proof", .string(outcome.proof.rawValue)), ("requests", .integer(outcome.requests)),
      ("milliseconds", .integer(outcome.milliseconds)),
    ]
    if let id = outcome.replacement?.newKeyId { members.append(("replacementKeyId", .string(id))) }
    if let value { members.append(("value", .string(value))) }
    return .object(members)
  }

  /// Lines for a person.
  var fields: [(String, String)] {
    [
      ("Key", item.key.id.shown),
      ("Name", item.key.name),
      ("State", state),
      ("Proof", proof),
      ("Context", item.key.context.shown),
      ("Requests", outcome.requests.grouped),
      ("Took", "\(outcome.milliseconds.grouped) ms"),
      ("Replaced by", outcome.replacement?.newKeyId ?? ""),
      ("Value", value ?? ""),
    ]
  }

  /// Columns of a list.
  static var columns: [Column<RevokeView>] {
    [
      Column("Key", "keyId", .fixed) { $0.item.key.id.shown },
      Column("Name", "name") { $0.item.key.name },
      Column(
        "Disabled", "disabled", .fixed, text: { $0.item.isDisabled ? "yes" : "no" },
        raw: { $0.item.isDisabled ? "true" : "false" }),
      Column(
        "Read back", "verified", .fixed, text: { $0.item.isVerified ? "yes" : "no" },
        raw: { $0.item.isVerified ? "true" : "false" }),
      Column("Proof", "proof", .fixed) { $0.outcome.proof.rawValue },
      Column("Requests", "requests", .number) { String($0.outcome.requests) },
      Column("ms", "milliseconds", .number) { String($0.outcome.milliseconds) },
      Column("Replaced by", "replacementKeyId", .fixed) { $0.outcome.replacement?.newKeyId ?? "" },
    ]
  }

  private var state: String {
    guard item.isDisabled else { return "not disabled" }
    return item.isVerified ? "disabled, read back" : "disabled, not read back"
  }

  private var proof: String {
    switch outcome.proof {
    case .probe: "the probe's URL refused the key"
    case .logs: "the access logs were silent"
    case .none: "none: disabled, not proven"
    }
  }
}
