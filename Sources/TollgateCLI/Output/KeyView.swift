import GatewayKit

/// A key as table, CSV and JSON; the value is there only when it was asked for.
struct KeyView: Sendable {
  /// The key.
  var key: APIKey
  /// The value, revealed.
  var value: String?

  /// Makes a view.
  init(_ key: APIKey, value: String? = nil) {
    self.key = key
    self.value = value
  }

  /// The documented JSON.
  var json: JSONValue {
    var members: [(String, JSONValue)] = [
      ("id", .string(key.id.shown)),
      ("name", .string(key.name)),
      ("enabled", .bool(key.isEnabled)),
      ("createdDate", .optional(key.createdDate.map(Instant.iso))),
      ("lastUpdatedDate", .optional(key.lastUpdatedDate.map(Instant.iso))),
    ]
    if let description = key.description { members.append(("description", .string(description))) }
    if let customerId = key.customerId { members.append(("customerId", .string(customerId))) }
    members.append(("tags", .tags(key.tags)))
    if let plans = key.plans {
      members.append(("plans", .array(plans.map(\.json))))
    }
    members.append(("context", key.context.json))
    if let value { members.append(("value", .string(value))) }
    return .object(members)
  }

  /// Lines for a person.
  var fields: [(String, String)] {
    [
      ("Id", key.id.shown),
      ("Name", key.name),
      ("State", key.isEnabled ? "enabled" : "disabled"),
      ("Created", key.createdDate.map(Instant.shown) ?? ""),
      ("Changed", key.lastUpdatedDate.map(Instant.shown) ?? ""),
      ("Description", key.description ?? ""),
      ("Customer", key.customerId ?? ""),
      ("Tags", key.tags.shown),
      ("Plans", key.plans.map { $0.isEmpty ? "none" : $0.shown } ?? ""),
      ("Context", key.context.shown),
      ("Value", value ?? ""),
    ]
  }

  /// Columns of a list.
  static func columns(withPlans: Bool, withValue: Bool = false) -> [Column<KeyView>] {
    var columns: [Column<KeyView>] = [
      Column("Id", "id", .fixed) { $0.key.id.shown },
      Column("Name", "name") { $0.key.name },
      Column(
        "State", "enabled", .fixed, text: { $0.key.isEnabled ? "on" : "off" },
        raw: { $0.key.isEnabled ? "true" : "false" }),
      Column(
        "Created", "createdDate", .fixed,
        text: { String($0.key.createdDate.map(Instant.iso)?.prefix(10) ?? "") },
        raw: { $0.key.createdDate.map(Instant.iso) ?? "" }),
      Column(
        "Changed", "lastUpdatedDate", .fixed,
        text: { String($0.key.lastUpdatedDate.map(Instant.iso)?.prefix(10) ?? "") },
        raw: { $0.key.lastUpdatedDate.map(Instant.iso) ?? "" }),
      Column("Description", "description") { $0.key.description ?? "" },
      Column("Customer", "customerId") { $0.key.customerId ?? "" },
      Column("Tags", "tags") { $0.key.tags.shown },
    ]
    if withPlans {
      columns.append(Column("Plans", "plans") { $0.key.plans?.shown ?? "" })
    }
    if withValue {
      columns.append(Column("Value", "value", .fixed) { $0.value ?? "" })
    }
    return columns
  }
}

extension GatewayContext {
  /// `{"profile","region"}`.
  var json: JSONValue {
    .object([("profile", .string(profile)), ("region", .string(region))])
  }

  /// For people.
  var shown: String { "\(profile) · \(region)" }
}

extension PlanReference {
  /// `{"id","name"}`.
  var json: JSONValue { .object([("id", .string(id.wire)), ("name", .string(name))]) }
}

extension [PlanReference] {
  /// Names for people.
  var shown: String { map(\.name).joined(separator: ", ") }
}

extension JSONValue {
  /// Tags, sorted by key.
  static func tags(_ tags: [String: String]) -> JSONValue {
    .object(tags.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) })
  }
}

extension [String: String] {
  /// `a=b, c=d`, sorted.
  var shown: String {
    sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: ", ")
  }
}
