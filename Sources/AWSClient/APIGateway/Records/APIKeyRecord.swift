package import struct Foundation.Date
package import SigV4

/// An API key as the service returns it.
package struct APIKeyRecord: Sendable, Equatable {
  /// The id; for keys of old it may equal the value.
  package var id: String
  /// The value, present only where it was asked for or the service sends it anyway.
  package var value: SecretValue?
  /// The name; keys need not have one.
  package var name: String?
  /// The customer id given at creation.
  package var customerId: String?
  /// The description.
  package var description: String?
  /// Whether callers may use the key.
  package var enabled: Bool
  /// When it was created.
  package var createdDate: Date?
  /// When it was last changed.
  package var lastUpdatedDate: Date?
  /// Tags; empty when the answer carried none.
  package var tags: [String: String]

  /// Makes a record.
  package init(
    id: String, value: SecretValue? = nil, name: String? = nil, customerId: String? = nil,
    description: String? = nil, enabled: Bool = false, createdDate: Date? = nil,
    lastUpdatedDate: Date? = nil, tags: [String: String] = [:]
  ) {
    self.id = id
    self.value = value
    self.name = name
    self.customerId = customerId
    self.description = description
    self.enabled = enabled
    self.createdDate = createdDate
    self.lastUpdatedDate = lastUpdatedDate
    self.tags = tags
  }
}
