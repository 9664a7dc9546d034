/// A resource of a REST API.
package struct ResourceRecord: Sendable, Equatable {
  /// A method of a resource.
  package struct Method: Sendable, Equatable {
    /// `GET`, `POST`, `ANY`, …
    package var httpMethod: String
    /// Whether callers need a key.
    package var apiKeyRequired: Bool
    /// `NONE`, `AWS_IAM`, `CUSTOM`, `COGNITO_USER_POOLS`.
    package var authorizationType: String?

    /// Makes a method.
    package init(httpMethod: String, apiKeyRequired: Bool, authorizationType: String? = nil) {
      self.httpMethod = httpMethod
      self.apiKeyRequired = apiKeyRequired
      self.authorizationType = authorizationType
    }
  }

  /// The id.
  package var id: String
  /// The full path, `/orders/{id}`.
  package var path: String
  /// The methods by verb; filled when asked for with `embed=methods`.
  package var methods: [Method]

  /// Makes a record.
  package init(id: String, path: String, methods: [Method] = []) {
    self.id = id
    self.path = path
    self.methods = methods
  }
}
