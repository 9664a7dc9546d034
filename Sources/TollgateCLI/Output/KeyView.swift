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

  /// The documented JSON, and the value behind it where it was asked for.
  var json: JSONValue {
    get throws {
      let json = try JSONValue(encoding: KeyJSON(key))
      guard let value, case .object(let members) = json else { return json }
      return .object(members + [("value", .string(value))])
    }
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
        text: { String($0.key.createdDate.map(\.iso8601)?.prefix(10) ?? "") },
        raw: { $0.key.createdDate.map(\.iso8601) ?? "" }),
      Column(
        "Changed", "lastUpdatedDate", .fixed,
        text: { String($0.key.lastUpdatedDate.map(\.iso8601)?.prefix(10) ?? "") },
        raw: { $0.key.lastUpdatedDate.map(\.iso8601) ?? "" }),
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
  /// For people.
  var shown: String { region.isEmpty ? profile : "\(profile) · \(region)" }
}

extension [PlanReference] {
  /// Names for people.
  var shown: String { map(\.name).joined(separator: ", ") }
}

extension [String: String] {
  /// `a=b, c=d`, sorted.
  var shown: String {
    sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: ", ")
  }
}
