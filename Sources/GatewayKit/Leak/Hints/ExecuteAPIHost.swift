/// A host of API Gateway's data plane in leaked text: `abc123.execute-api.eu-west-1.amazonaws.com`.
struct ExecuteAPIHost: Hashable, Sendable {
  /// The REST API's id; empty for a private endpoint whose host does not tell.
  var apiId: String
  /// The region.
  var region: String
}
