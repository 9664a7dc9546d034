import SigV4

/// Long-lived credentials that stand in one of the shared files under a profile.
struct ProfileCredentials: Sendable {
  /// Which of the two files.
  enum Part: Sendable {
    case credentials
    case config
  }

  var files: SharedFiles
  var profile: String
  var part: Part

  /// As a provider.
  var provider: CredentialsProvider {
    CredentialsProvider(name: "profile \(profile)") { try look() }
  }

  func look() throws(AWSError) -> CredentialsProvider.Outcome {
    let settings = try files.load().settings(of: profile)
    switch part {
    case .credentials:
      guard let found = try keys(in: settings?.credentials, path: files.credentialsPath) else {
        return .notConfigured
      }
      return .found(found)
    case .config:
      if let found = try keys(in: settings?.config, path: files.configPath) { return .found(found) }
      // Spoken for both files, after all that a profile can say was looked at.
      return .nothing(
        settings == nil
          ? "there is no such profile in \(files.credentialsPath) or \(files.configPath)"
          : "it says nothing of credentials")
    }
  }

  private func keys(
    in part: [String: String]?, path: String
  ) throws(AWSError) -> ResolvedCredentials? {
    let id = part?["aws_access_key_id"]
    let secret = part?["aws_secret_access_key"]
    guard id != nil || secret != nil else { return nil }
    guard let id, let secret, !id.isEmpty, !secret.isEmpty else {
      let absent =
        id?.isEmpty ?? true ? "aws_access_key_id" : "aws_secret_access_key"
      throw .credentials(
        "PartialCredentials", "The profile \(profile) in \(path) has no \(absent).")
    }
    let token = part?["aws_security_token"] ?? part?["aws_session_token"]
    return ResolvedCredentials(
      credentials: Credentials(
        accessKeyId: id, secretAccessKey: SecretValue(secret),
        sessionToken: token.flatMap { $0.isEmpty ? nil : SecretValue($0) }),
      source: "profile \(profile) in \(path)")
  }
}
