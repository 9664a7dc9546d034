import GatewayKit

/// A rotation as table, CSV and JSON.
struct RotationView: Sendable {
  /// The rotation.
  var rotation: Rotation
  /// The new value, when it goes to stdout.
  var value: String?

  /// Makes a view.
  init(_ rotation: Rotation, value: String? = nil) {
    self.rotation = rotation
    self.value = value
  }

  /// `{"id","state","oldKeyId","newKeyId","planIds","startedAt","retireAt","carriedQuota",
  /// "value"?}`.
  var json: JSONValue { .object(members + (value.map { [("value", .string($0))] } ?? [])) }

  /// The same, and what it is called, where it is and what it waits for.
  var wholeJSON: JSONValue {
    get throws {
      var all = members
      all += [
        ("name", .string(rotation.name)),
        ("waitsFor", .array(rotation.waitsFor.map(JSONValue.string))),
        ("warnings", .array(rotation.warnings.map(JSONValue.string))),
        ("deliveredTo", .optional(rotation.deliveredTo)),
        ("use", use),
        ("updatedAt", .string(rotation.updatedAt.iso8601)),
        ("context", try JSONValue(encoding: ContextJSON(rotation.context))),
      ]
      return .object(all)
    }
  }

  private var members: [(String, JSONValue)] {
    let carried = rotation.carriedQuota.map { quota in
      JSONValue.object([
        ("planId", .string(quota.planId)), ("remaining", .integer(quota.remaining)),
      ])
    }
    return [
      ("id", .string(rotation.id)), ("state", .string(rotation.state.rawValue)),
      ("oldKeyId", .string(rotation.oldKeyId)), ("newKeyId", .optional(rotation.newKeyId)),
      ("planIds", .array(rotation.plans.map { .string($0.id.wire) })),
      ("startedAt", .string(rotation.startedAt.iso8601)),
      ("retireAt", .string(rotation.retireAt.iso8601)), ("carriedQuota", .array(carried)),
    ]
  }

  private var use: JSONValue {
    guard let use = rotation.use else { return .null }
    return .object([
      ("old", .integer(use.old)), ("new", .integer(use.new)),
      ("newSeenAt", .optional(use.newSeenAt?.iso8601)),
      ("oldLastUsedAt", .optional(use.oldLastUsedAt?.iso8601)),
    ])
  }

  /// Lines for a person.
  var fields: [(String, String)] {
    var fields = [
      ("Rotation", rotation.id),
      ("Name", rotation.name),
      ("State", rotation.state.shown),
      ("Old key", rotation.oldKeyId),
      ("New key", rotation.newKeyId ?? ""),
      ("Plans", rotation.plans.isEmpty ? "none" : rotation.plans.shown),
      ("Begun", Instant.shown(rotation.startedAt)),
      ("Retire after", Instant.shown(rotation.retireAt)),
      ("Carried", carried),
      ("Used", used),
      ("Delivered to", rotation.deliveredTo ?? ""),
      ("Context", rotation.context.shown),
      ("Value", value ?? ""),
    ]
    for (index, wait) in rotation.waitsFor.enumerated() {
      fields.append((index == 0 ? "Waits for" : "", wait))
    }
    for (index, warning) in rotation.warnings.enumerated() {
      fields.append((index == 0 ? "Warning" : "", warning))
    }
    return fields
  }

  private var carried: String {
    rotation.carriedQuota.map { quota in
      let plan = rotation.plans.first { $0.id.wire == quota.planId }?.name ?? quota.planId
      return "\(quota.remaining.grouped) left in \(plan)"
    }.joined(separator: ", ")
  }

  private var used: String {
    guard let use = rotation.use else { return "" }
    let seen = use.newSeenAt.map { ", new first seen \(Instant.shown($0))" } ?? ""
    let last = use.oldLastUsedAt.map { ", old last used \(Instant.shown($0))" } ?? ""
    return "\(use.old.grouped) with the old key, \(use.new.grouped) with the new one\(seen)\(last)"
  }

  /// Columns of a list.
  static var columns: [Column<RotationView>] {
    [
      Column("Rotation", "id", .fixed) { $0.rotation.id },
      Column("Name", "name") { $0.rotation.name },
      Column(
        "State", "state", .fixed, text: { $0.rotation.state.shown },
        raw: { $0.rotation.state.rawValue }),
      Column("Old key", "oldKeyId", .fixed) { $0.rotation.oldKeyId },
      Column("New key", "newKeyId", .fixed) { $0.rotation.newKeyId ?? "" },
      Column(
        "Retire after", "retireAt", .fixed, text: { Instant.shown($0.rotation.retireAt) },
        raw: { $0.rotation.retireAt.iso8601 }),
      Column("Waits for", "waitsFor") { $0.rotation.waitsFor.joined(separator: "; ") },
    ]
  }
}

extension RotationState {
  /// For people.
  var shown: String { self == .rolledBack ? "rolled back" : rawValue }
}
