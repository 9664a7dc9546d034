import GatewayKit

/// A key as the filter language looks at it.
struct KeyRow: Filterable {
  /// The key.
  let key: APIKey
  let searchText: String

  /// Makes a row.
  init(_ key: APIKey) {
    self.key = key
    var parts = [key.id.shown, key.name, key.description ?? "", key.customerId ?? ""]
    parts += key.tags.flatMap { [$0.key, $0.value] }
    parts += key.plans?.map(\.name) ?? []
    searchText = parts.joined(separator: "\n").lowercased()
  }

  func filterText(_ column: String) -> String? {
    switch column {
    case "id": key.id.shown
    case "name": key.name
    case "owner": key.owner ?? ""
    case "customer": key.customerId ?? ""
    case "description": key.description ?? ""
    case "state": key.isEnabled ? "on enabled" : "off disabled"
    case "plan": key.plans?.map(\.name).joined(separator: " ")
    default:
      column.hasPrefix("tag.")
        ? key.tags.first { $0.key.lowercased() == column.dropFirst(4) }?.value : nil
    }
  }

  func filterNumber(_ column: String) -> Double? { nil }
}
