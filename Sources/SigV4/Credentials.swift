package import struct Foundation.Date

/// What a request is signed with.
package struct Credentials: Sendable, Hashable {
  /// The access key id, which is no secret (`AKIA…`, `ASIA…`).
  package var accessKeyId: String
  /// The secret access key.
  package var secretAccessKey: SecretValue
  /// The session token of temporary credentials; sent and signed as `X-Amz-Security-Token`.
  package var sessionToken: SecretValue?
  /// When temporary credentials stop working; nil for long-lived ones.
  package var expiration: Date?

  /// Makes credentials from their parts.
  package init(
    accessKeyId: String, secretAccessKey: SecretValue, sessionToken: SecretValue? = nil,
    expiration: Date? = nil
  ) {
    self.accessKeyId = accessKeyId
    self.secretAccessKey = secretAccessKey
    self.sessionToken = sessionToken
    self.expiration = expiration
  }
}
