import Crypto
import Foundation
import SigV4

/// Credentials that `aws login` left in its cache. They are read, and never renewed here: that needs
/// the key that the AWS CLI keeps with them.
struct LoginCredentials: Sendable {
  var world: CredentialsWorld
  var profile: String

  /// As a provider.
  var provider: CredentialsProvider {
    CredentialsProvider(name: "aws login of profile \(profile)") { try look() }
  }

  func look() throws -> CredentialsProvider.Outcome {
    guard let session = try world.files.load().settings(of: profile)?["login_session"] else {
      return .notConfigured
    }
    let folder =
      world.variable("AWS_LOGIN_CACHE_DIRECTORY")
      ?? "\(world.variable("HOME") ?? "~")/.aws/login/cache"
    let name = SHA256.hash(data: Data(session.utf8)).hexText
    guard let text = try world.files.contents(of: "\(folder)/\(name).json"),
      let fields = JSONFields(Array(text.utf8)), let id = fields["accessToken.accessKeyId"],
      let secret = fields["accessToken.secretAccessKey"],
      let token = fields["accessToken.sessionToken"],
      let expiration = fields.date("accessToken.expiresAt")
    else { throw again("is not logged in") }
    guard expiration > world.clock.date() else { throw again("has to log in again") }
    return .found(
      ResolvedCredentials(
        credentials: Credentials(
          accessKeyId: id, secretAccessKey: SecretValue(secret), sessionToken: SecretValue(token),
          expiration: expiration), source: "aws login of profile \(profile)"))
  }

  private func again(_ what: String) -> AWSError {
    .credentials(
      "LoginExpired",
      "The profile \(profile) \(what): run “aws login\(ShellOption.profile(profile))”.")
  }
}
