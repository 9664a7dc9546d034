import Foundation
import SigV4

/// Credentials in environment variables.
struct EnvironmentCredentials: Sendable {
  var variables: [String: String]

  /// As a provider.
  var provider: CredentialsProvider {
    CredentialsProvider(name: "environment") { try look() }
  }

  func look() throws(AWSError) -> CredentialsProvider.Outcome {
    let id = value("AWS_ACCESS_KEY_ID")
    let secret = value("AWS_SECRET_ACCESS_KEY")
    guard let id else {
      return .nothing(
        secret == nil
          ? "AWS_ACCESS_KEY_ID is not set"
          : "AWS_SECRET_ACCESS_KEY is set and AWS_ACCESS_KEY_ID is not")
    }
    guard let secret else {
      throw .credentials(
        "PartialCredentials",
        "AWS_ACCESS_KEY_ID is set in the environment and AWS_SECRET_ACCESS_KEY is not.")
    }
    var expiration: Date?
    if let text = value("AWS_CREDENTIAL_EXPIRATION") {
      do {
        expiration = try Date(text, strategy: .iso8601)
      } catch {
        throw .credentials(
          "BadExpiration",
          "AWS_CREDENTIAL_EXPIRATION is “\(text)”, which is not a time like 2026-01-31T12:00:00Z.")
      }
    }
    let credentials = Credentials(
      accessKeyId: id, secretAccessKey: SecretValue(secret),
      sessionToken: (value("AWS_SECURITY_TOKEN") ?? value("AWS_SESSION_TOKEN"))
        .map(SecretValue.init), expiration: expiration)
    // The process's own variables never change.
    return .found(
      ResolvedCredentials(
        credentials: credentials, source: "environment",
        renewal: expiration == nil ? .byItself : .byHand))
  }

  private func value(_ name: String) -> String? {
    guard let text = variables[name], !text.isEmpty else { return nil }
    return text
  }
}
