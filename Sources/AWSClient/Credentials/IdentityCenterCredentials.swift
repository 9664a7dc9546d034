import Crypto
import Foundation
import SigV4

/// A role's credentials from IAM Identity Center, with the token that `aws sso login` left in its
/// cache.
struct IdentityCenterCredentials: Sendable {
  var world: CredentialsWorld
  var profile: String

  /// As a provider.
  var provider: CredentialsProvider {
    CredentialsProvider(name: "IAM Identity Center of profile \(profile)") { try await look() }
  }

  func look() async throws -> CredentialsProvider.Outcome {
    let profiles = try world.files.load()
    guard let settings = profiles.settings(of: profile),
      settings["sso_account_id"] != nil || settings["sso_role_name"] != nil
    else { return .notConfigured }
    let place = try place(settings, profiles)
    let token = try await IdentityCenterToken(world: world, profile: profile, place: place)
      .current()
    let request = AWSRequest(
      .identityCenter, "GetRoleCredentials", "GET", ["federation", "credentials"],
      query: [("role_name", place.role), ("account_id", place.account)],
      headers: [.init("x-amz-sso_bearer_token", token.exposeSecret())], isMutating: false,
      hasSecretAnswer: true)
    do {
      let response = try await world.send(request, region: place.region, signedBy: nil)
      return .found(try read(response, request, place))
    } catch let error as AWSError where error.status == 401 {
      throw IdentityCenterToken.expired(profile)
    } catch var error as AWSError where error.kind == .service {
      error.message =
        "IAM Identity Center gives no credentials for the role \(place.role) in the account "
        + "\(place.account): \(error.message)"
      throw error
    }
  }

  private func read(
    _ response: WireResponse, _ request: AWSRequest, _ place: IdentityCenterPlace
  ) throws(AWSError) -> ResolvedCredentials {
    guard let fields = JSONFields(response.body),
      let id = fields["roleCredentials.accessKeyId"],
      let secret = fields["roleCredentials.secretAccessKey"],
      let token = fields["roleCredentials.sessionToken"],
      let milliseconds = fields["roleCredentials.expiration"].flatMap(Double.init)
    else {
      throw .unreadable(
        request, status: response.status, requestId: response.header("x-amzn-requestid"),
        why: "holds no credentials")
    }
    return ResolvedCredentials(
      credentials: Credentials(
        accessKeyId: id, secretAccessKey: SecretValue(secret), sessionToken: SecretValue(token),
        expiration: Date(timeIntervalSince1970: milliseconds / 1000)),
      source: "IAM Identity Center, role \(place.role) in \(place.account)")
  }

  /// What profile and session say together; where both say it, they must agree.
  private func place(
    _ settings: SharedProfiles.Settings, _ profiles: SharedProfiles
  ) throws(AWSError) -> IdentityCenterPlace {
    let session = settings["sso_session"]
    var shared: [String: String] = [:]
    if let session {
      guard let found = profiles.config.sections["sso-session " + session] else {
        throw .credentials(
          "InvalidProfile",
          "The profile \(profile) names the sso-session \(session), which does not exist.")
      }
      shared = found
    }
    var values: [String] = []
    for name in ["sso_account_id", "sso_role_name", "sso_region", "sso_start_url"] {
      if let own = settings[name], let other = shared[name], own != other {
        throw .credentials(
          "InvalidProfile",
          "The profile \(profile) and its sso-session \(session ?? "") do not agree about \(name).")
      }
      guard let value = settings[name] ?? shared[name] else {
        throw .credentials("InvalidProfile", "The profile \(profile) has no \(name).")
      }
      values.append(value)
    }
    return IdentityCenterPlace(
      account: values[0], role: values[1], region: values[2], startURL: values[3],
      session: session)
  }
}
