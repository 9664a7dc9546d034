package import struct Foundation.Date

/// A REST API.
package struct RestAPIRecord: Sendable, Equatable {
  /// The id.
  package var id: String
  /// The name; not unique.
  package var name: String?
  /// The description.
  package var description: String?
  /// When it was created.
  package var createdDate: Date?
  /// `HEADER` or `AUTHORIZER`.
  package var apiKeySource: String?

  /// Makes a record.
  package init(
    id: String, name: String? = nil, description: String? = nil, createdDate: Date? = nil,
    apiKeySource: String? = nil
  ) {
    self.id = id
    self.name = name
    self.description = description
    self.createdDate = createdDate
    self.apiKeySource = apiKeySource
  }
}
