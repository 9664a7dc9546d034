import GatewayKit

/// What became of one thing of several.
struct ItemResult: Sendable {
  /// The thing's id as people see it.
  let id: String
  /// Its name.
  let name: String
  /// What was done, for people: `disabled`.
  let done: String
  /// Why it was not; nil when it was.
  let error: ErrorReport?

  /// Whether it was done.
  var isDone: Bool { error == nil }

  /// `{"id","name","ok","error"?}`.
  var json: JSONValue {
    var members: [(String, JSONValue)] = [
      ("id", .string(id)), ("name", .string(name)), ("ok", .bool(isDone)),
    ]
    if let error { members.append(("error", error.json)) }
    return .object(members)
  }

  /// Columns of a list.
  static var columns: [Column<ItemResult>] {
    [
      Column("Id", "id", .fixed) { $0.id },
      Column("Name", "name", .fixed) { $0.name },
      Column("Done", "ok", .fixed, text: { $0.isDone ? $0.done : "failed" }) {
        $0.isDone ? "true" : "false"
      },
      Column("Why not", "error", .fixed) { $0.error?.text ?? "" },
    ]
  }
}
