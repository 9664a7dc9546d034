package import SigV4

/// What CreateApiKey takes. `enabled` is always sent, since the service's default is false.
package struct CreateAPIKeyInput: Sendable, Equatable {
  /// The name.
  package var name: String?
  /// The description.
  package var description: String?
  /// Whether callers may use the key.
  package var enabled: Bool
  /// A value of one's own, 20 to 128 characters; nil lets the service make one.
  package var value: SecretValue?
  /// The customer id.
  package var customerId: String?
  /// Tags.
  package var tags: [String: String]

  /// Makes an input.
  package init(
    name: String?, description: String? = nil, enabled: Bool = true, value: SecretValue? = nil,
    customerId: String? = nil, tags: [String: String] = [:]
  ) {
    self.name = name
    self.description = description
    self.enabled = enabled
    self.value = value
    self.customerId = customerId
    self.tags = tags
  }
}
