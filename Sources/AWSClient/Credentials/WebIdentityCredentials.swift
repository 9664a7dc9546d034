import Foundation
import SigV4

/// A role that is assumed with a token in a file, as Kubernetes and CI systems hand it out. The file
/// is read again each time.
struct WebIdentityCredentials: Sendable {
  var world: CredentialsWorld
  var profile: String
  /// Whether variables count; they do not when the profile was named by an option.
  var withVariables: Bool

  /// As a provider.
  var provider: CredentialsProvider {
    CredentialsProvider(name: "web identity") { try await look() }
  }

  func look() async throws -> CredentialsProvider.Outcome {
    let settings = try world.files.load().settings(of: profile)
    func value(_ variable: String, _ setting: String) -> String? {
      (withVariables ? world.variable(variable) : nil) ?? settings?[setting]
    }
    guard let path = value("AWS_WEB_IDENTITY_TOKEN_FILE", "web_identity_token_file") else {
      return .notConfigured
    }
    guard let role = value("AWS_ROLE_ARN", "role_arn") else {
      throw AWSError.credentials(
        "InvalidProfile",
        "There is a web identity token in \(path), and no role: set AWS_ROLE_ARN, or role_arn in "
          + "the profile \(profile).")
    }
    let token: String?
    do {
      token = try world.files.contents(of: path)
    } catch {
      token = nil
    }
    guard let token, !token.isEmpty else {
      throw AWSError.credentials(
        "NoWebIdentityToken", "The web identity token file \(path) cannot be read or is empty.")
    }
    let wish = AssumedRole.Wish(
      roleARN: role, sessionName: value("AWS_ROLE_SESSION_NAME", "role_session_name"),
      webIdentityToken: SecretValue(token))
    do {
      let credentials = try await AssumedRole(world: world).get(wish, signedBy: nil)
      return .found(
        ResolvedCredentials(credentials: credentials, source: "role \(role) by web identity"))
    } catch var error as AWSError {
      error.message =
        "The role \(role) cannot be assumed with the web identity token in \(path): "
        + error.message
      throw error
    }
  }
}
