package import SigV4

/// A key's membership in a plan. The service always sends the value along.
package struct UsagePlanKeyRecord: Sendable, Equatable {
  /// The key's id.
  package var id: String
  /// The key's value.
  package var value: SecretValue?
  /// The key's name.
  package var name: String?

  /// Makes a record.
  package init(id: String, value: SecretValue? = nil, name: String? = nil) {
    self.id = id
    self.value = value
    self.name = name
  }
}
