/// An action of IAM on a kind of resource.
package struct Permission: Hashable, Sendable {
  /// A resource, before partition, region and account are known.
  package enum Resource: Hashable, Sendable {
    /// A path of API Gateway's control plane; its ARNs name no account.
    case gateway(String)
    /// Log groups by name.
    case logGroup(String)
    /// Secrets by name.
    case secret(String)
    /// Everything.
    case any
  }

  /// The statement it stands in, in CamelCase.
  package var statement: String
  /// `apigateway:PATCH`.
  package var action: String
  /// On what.
  package var resource: Resource
  /// The name of a tag that the resource must have; nil for any resource.
  package var tag: String?

  /// Makes one.
  package init(_ statement: String, _ action: String, _ resource: Resource, tag: String? = nil) {
    self.statement = statement
    self.action = action
    self.resource = resource
    self.tag = tag
  }
}
