import SigV4

/// Long-lived credentials that stand in the shared files under a profile.
struct ProfileCredentials: Sendable {
  var files: SharedFiles
  var profile: String
  /// True when the profile was named by an option or a variable; then it must exist.
  var isNamed: Bool

  /// As a provider.
  var provider: CredentialsProvider {
    CredentialsProvider(name: "profile \(profile)") { try look() }
  }

  func look() throws(AWSError) -> CredentialsProvider.Outcome {
    let profiles = try files.load()
    guard let settings = profiles.settings(of: profile) else {
      guard isNamed else {
        return .nothing(
          "there is no such profile in \(files.credentialsPath) or \(files.configPath)")
      }
      throw Self.missing(profile, profiles: profiles, files: files)
    }
    for (part, path) in [
      (settings.credentials, files.credentialsPath), (settings.config, files.configPath),
    ] {
      if let found = try keys(in: part, path: path) { return .found(found) }
    }
    if let key = Self.otherWays.first(where: { settings[$0] != nil }) {
      throw .credentials(
        "UnsupportedProfile",
        "The profile \(profile) gets its credentials by \(key), which this version cannot do; "
          + "hand it credentials in the environment instead.")
    }
    return .nothing("it holds no aws_access_key_id")
  }

  /// The sentence for a profile that does not exist.
  static func missing(
    _ profile: String, profiles: SharedProfiles, files: SharedFiles
  ) -> AWSError {
    let names = profiles.names
    let there =
      names.isEmpty
      ? "\(files.credentialsPath) and \(files.configPath) hold no profile"
      : "there are \(names.joined(separator: ", "))"
    return .credentials("NoSuchProfile", "There is no profile \(profile); \(there).")
  }

  private func keys(
    in part: [String: String], path: String
  ) throws(AWSError) -> ResolvedCredentials? {
    let id = part["aws_access_key_id"]
    let secret = part["aws_secret_access_key"]
    guard id != nil || secret != nil else { return nil }
    guard let id, let secret, !id.isEmpty, !secret.isEmpty else {
      let absent =
        id?.isEmpty ?? true ? "aws_access_key_id" : "aws_secret_access_key"
      throw .credentials(
        "PartialCredentials", "The profile \(profile) in \(path) has no \(absent).")
    }
    let token = part["aws_session_token"] ?? part["aws_security_token"]
    return ResolvedCredentials(
      credentials: Credentials(
        accessKeyId: id, secretAccessKey: SecretValue(secret),
        sessionToken: token.flatMap { $0.isEmpty ? nil : SecretValue($0) }),
      source: "profile \(profile) in \(path)")
  }

  /// Keys of a profile by which its credentials come from elsewhere.
  private static let otherWays = [
    "role_arn", "web_identity_token_file", "sso_session", "sso_start_url", "sso_account_id",
    "login_session", "credential_process", "credential_source",
  ]
}
