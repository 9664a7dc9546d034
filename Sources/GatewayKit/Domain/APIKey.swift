package import Foundation

/// An API key without its value.
package struct APIKey: Hashable, Sendable, Identifiable {
  /// The id.
  package var id: KeyID
  /// The name; empty when the key has none.
  package var name: String
  /// Whether callers may use it.
  package var isEnabled: Bool
  /// When it was created.
  package var createdDate: Date?
  /// When it was last changed.
  package var lastUpdatedDate: Date?
  /// The description.
  package var description: String?
  /// The customer id.
  package var customerId: String?
  /// Tags.
  package var tags: [String: String]
  /// Plans it belongs to; nil when nobody asked.
  package var plans: [PlanReference]?
  /// Where it lives.
  package var context: GatewayContext

  /// Makes a key.
  package init(
    id: KeyID, name: String, isEnabled: Bool, createdDate: Date? = nil,
    lastUpdatedDate: Date? = nil, description: String? = nil, customerId: String? = nil,
    tags: [String: String] = [:], plans: [PlanReference]? = nil, context: GatewayContext
  ) {
    self.id = id
    self.name = name
    self.isEnabled = isEnabled
    self.createdDate = createdDate
    self.lastUpdatedDate = lastUpdatedDate
    self.description = description
    self.customerId = customerId
    self.tags = tags
    self.plans = plans
    self.context = context
  }

  /// The name, or the shown id where there is no name: what a person types to confirm.
  package var label: String { name.isEmpty ? id.shown : name }

  /// Who owns it: the tag `owner`, else the customer id.
  package var owner: String? { tags["owner"] ?? tags["Owner"] ?? customerId }
}
