package import SigV4

/// A secret's name, without what is in it.
package struct SecretRecord: Sendable, Equatable {
  /// The ARN.
  package var arn: String
  /// The name.
  package var name: String
  /// The version made, or nil.
  package var versionId: String?
  /// True when it is marked for deletion and takes no new version.
  package var isBeingDeleted: Bool

  /// Makes a record.
  package init(arn: String, name: String, versionId: String? = nil, isBeingDeleted: Bool = false) {
    self.arn = arn
    self.name = name
    self.versionId = versionId
    self.isBeingDeleted = isBeingDeleted
  }
}

/// AWS Secrets Manager (JSON 1.1). Bodies that hold a value are secret as a whole.
package struct SecretsManager: Sendable {
  let client: AWSClient

  /// Uses a client.
  package init(client: AWSClient) { self.client = client }
}

// INTERFACE STUB
extension SecretsManager {
  /// A secret's record; nil when there is none of that name or ARN.
  package func describeSecret(
    _ id: String, lane: Lane
  ) async throws -> Answer<SecretRecord?> {
    throw AWSError.configuration("NotWritten", "Not written yet.")
  }

  /// Makes a secret. The token (32 to 64 characters) makes it safe to send again: the same token and
  /// value make nothing twice.
  package func createSecret(
    name: String, value: SecretValue, description: String? = nil, tags: [String: String] = [:],
    token: String, lane: Lane
  ) async throws -> Answer<SecretRecord> {
    throw AWSError.configuration("NotWritten", "Not written yet.")
  }

  /// Gives a secret a new version, with a token as ``createSecret`` has it.
  package func putSecretValue(
    _ id: String, value: SecretValue, token: String, lane: Lane
  ) async throws -> Answer<SecretRecord> {
    throw AWSError.configuration("NotWritten", "Not written yet.")
  }
}
