// INTERFACE STUB.
/// The one operation of STS that needs no permission.
package struct SecurityTokenService: Sendable {
  let client: AWSClient

  /// Uses a client.
  package init(client: AWSClient) { self.client = client }

  /// Who the credentials belong to.
  package func getCallerIdentity(lane: Lane) async throws -> Answer<CallerIdentityRecord> {
    fatalError()
  }
}
