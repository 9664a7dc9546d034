import GatewayKit

/// What became of one rotation of several.
struct RotationResult: Sendable {
  /// The key's id for many keys rotated, the rotation's for those that advance.
  let id: String
  /// The name.
  let name: String
  /// The rotation, as far as there is one.
  let rotation: Rotation?
  /// What was done.
  let done: [String]
  /// Why it was not; nil when it was.
  let error: ErrorReport?
  /// The new value, when it goes to stdout.
  var value: String?

  /// Whether it was done.
  var isDone: Bool { error == nil }

  /// `{"id","name","ok","rotation"?,"state"?,"done","error"?,"value"?}`.
  var json: JSONValue {
    var members: [(String, JSONValue)] = [
      ("id", .string(id)), ("name", .string(name)), ("ok", .bool(isDone)),
    ]
    if let rotation {
      members.append(("rotation", .string(rotation.id)))
      members.append(("state", .string(rotation.state.rawValue)))
    }
    members.append(("done", .array(done.map(JSONValue.string))))
    if let error { members.append(("error", error.json)) }
    if let value { members.append(("value", .string(value))) }
    return .object(members)
  }

  /// Columns of a list.
  static func columns(withValues: Bool) -> [Column<RotationResult>] {
    var columns: [Column<RotationResult>] = [
      Column("Id", "id", .fixed) { $0.id },
      Column("Name", "name") { $0.name },
      Column("Rotation", "rotation", .fixed) { $0.rotation?.id ?? "" },
      Column(
        "State", "state", .fixed, text: { $0.rotation?.state.shown ?? "" },
        raw: { $0.rotation?.state.rawValue ?? "" }),
      Column(
        "Done", "ok", .fixed,
        text: { result in
          guard result.isDone else { return "failed" }
          return result.done.isEmpty ? "nothing was due" : result.done.joined(separator: ", ")
        }, raw: { $0.isDone ? "true" : "false" }),
      Column("Why not", "error", .fixed) { $0.error?.text ?? "" },
    ]
    if withValues { columns.append(Column("Value", "value", .fixed) { $0.value ?? "" }) }
    return columns
  }
}
