import Foundation
import GatewayKit

/// A row of which only the text matters.
struct TextRow: Filterable {
  var searchText: String

  func filterText(_ column: String) -> String? { nil }
  func filterNumber(_ column: String) -> Double? { nil }
}

/// What a row says to the filter, as the catalog has it now.
struct TableRow: Filterable {
  var id: RowID
  var searchText: String
  var key: APIKey?
  var plans: [String]
  var plan: UsagePlan?
  var usage: KeyUsage?
  var texts: [String: String] = [:]

  func filterText(_ column: String) -> String? {
    if let text = texts[column] { return text }
    switch column {
    case "name": return key?.name ?? plan?.name
    case "id": return key?.id.shown ?? plan?.id.wire
    case "owner": return key?.owner
    case "customer", "customerid": return key?.customerId
    case "description": return key?.description ?? plan?.description
    case "profile", "region", "context":
      guard let context = key?.context ?? plan?.context ?? usage?.context else { return nil }
      return column == "profile"
        ? context.profile
        : column == "region" ? context.region : "\(context.profile)/\(context.region)"
    case "plan": return plans.isEmpty ? plan?.label : plans.joined(separator: " ")
    case "state": return key.map { $0.isEnabled ? "on enabled" : "off disabled" }
    case "stage", "stages": return plan?.apiStages.map(\.label).joined(separator: " ")
    case "quota", "period": return plan.map { Figures.quota($0.quota) }
    default:
      guard column.hasPrefix("tag.") else { return nil }
      let name = String(column.dropFirst(4))
      let tags = key?.tags ?? plan?.tags ?? [:]
      return tags[name] ?? tags.first { $0.key.lowercased() == name.lowercased() }?.value
    }
  }

  func filterNumber(_ column: String) -> Double? {
    switch column {
    case "used", "percent": usage?.percent
    case "requests", "count": usage.map { Double($0.used) }
    case "left", "remaining": usage?.remaining.map(Double.init)
    case "rate": plan?.throttle?.rateLimit
    case "burst": plan?.throttle?.burstLimit.map(Double.init)
    case "quota", "limit": (plan?.quota ?? usage?.quota).map { Double($0.limit) }
    case "keys": plan?.keyCount.map(Double.init)
    case "stages": plan.map { Double($0.apiStages.count) }
    default: nil
    }
  }
}
