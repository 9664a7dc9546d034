import Foundation
import SigV4

/// A role that a profile assumes with another profile's credentials, or with those of a named
/// source.
struct AssumeRoleCredentials: Sendable {
  var world: CredentialsWorld
  var profile: String

  /// As a provider.
  var provider: CredentialsProvider {
    CredentialsProvider(name: "role of profile \(profile)") { try await look() }
  }

  func look() async throws -> CredentialsProvider.Outcome {
    let profiles = try world.files.load()
    guard let settings = profiles.settings(of: profile), Self.isRole(settings) else {
      return .notConfigured
    }
    return .found(try await assume(profile, settings, profiles, visited: [profile]))
  }

  private func assume(
    _ name: String, _ settings: SharedProfiles.Settings, _ profiles: SharedProfiles,
    visited: [String]
  ) async throws -> ResolvedCredentials {
    let source = try await source(of: name, settings, profiles, visited: visited)
    let role = settings["role_arn"] ?? ""
    var wish = AssumedRole.Wish(
      roleARN: role, sessionName: settings["role_session_name"],
      externalId: settings["external_id"], duration: settings["duration_seconds"].flatMap(Int.init))
    wish.mfaSerial = settings["mfa_serial"]
    do {
      let codes = MFACodes(ask: world.askMFA, profile: name)
      let credentials = try await codes.with(wish) {
        try await AssumedRole(world: world).get($0, signedBy: source.credentials)
      }
      let renewal: CredentialsRenewal = wish.mfaSerial == nil ? source.renewal : .byCode
      return ResolvedCredentials(
        credentials: credentials, source: "role \(role) of profile \(name)",
        renewal: renewal == .byHand ? .byItself : renewal,
        signIn: source.signIn
          ?? SignInLine.of(source: source.source, profile: settings["source_profile"] ?? name))
    } catch var error as AWSError where !MFACodes.isAboutAsking(error) {
      error.message =
        "The role \(role) of the profile \(name) cannot be assumed with the credentials from "
        + "\(source.source): \(error.message)"
      throw error
    }
  }

  private func source(
    of name: String, _ settings: SharedProfiles.Settings, _ profiles: SharedProfiles,
    visited: [String]
  ) async throws -> ResolvedCredentials {
    switch (settings["source_profile"], settings["credential_source"]) {
    case (.some, .some):
      throw AWSError.credentials(
        "InvalidProfile",
        "The profile \(name) has both source_profile and credential_source; keep one of them.")
    case (nil, nil):
      throw AWSError.credentials(
        "InvalidProfile",
        "The profile \(name) has a role_arn and neither source_profile nor credential_source.")
    case (nil, let word?): return try await named(word, for: name)
    case (let next?, nil): return try await other(next, for: name, profiles, visited: visited)
    }
  }

  private func other(
    _ next: String, for name: String, _ profiles: SharedProfiles, visited: [String]
  ) async throws -> ResolvedCredentials {
    guard let settings = profiles.settings(of: next) else {
      throw AWSError.credentials(
        "NoSuchProfile",
        "The profile \(name) takes its credentials from the profile \(next), which does not exist.")
    }
    let isStatic =
      settings["aws_access_key_id"] != nil || settings["aws_secret_access_key"] != nil
    // A profile may name itself to use the keys that stand in it.
    if visited.contains(next), next != name || !isStatic {
      throw AWSError.credentials(
        "ProfileLoop",
        "The profiles go round in a circle: "
          + (visited + [next]).joined(separator: " takes from ") + ".")
    }
    if isStatic || !Self.isRole(settings) {
      let chain = CredentialsChain(providers: world.profileProviders(next, withVariables: false))
      do {
        return try await chain.resolve()
      } catch let error as AWSError where error.code == "NoCredentials" {
        throw AWSError.credentials(
          "NoCredentials",
          "The profile \(name) takes its credentials from the profile \(next), which has none.")
      }
    }
    return try await assume(next, settings, profiles, visited: visited + [next])
  }

  private func named(_ word: String, for name: String) async throws -> ResolvedCredentials {
    let provider: CredentialsProvider
    switch word {
    case "Environment": provider = EnvironmentCredentials(variables: world.variables).provider
    case "EcsContainer": provider = ContainerCredentials(world: world).provider
    case "Ec2InstanceMetadata":
      provider = InstanceCredentials(world: world, profile: name).provider
    default:
      throw AWSError.credentials(
        "InvalidProfile",
        "The profile \(name) has the credential_source “\(word)”, which is none of Environment, "
          + "EcsContainer and Ec2InstanceMetadata.")
    }
    switch try await provider.look() {
    case .found(let found): return found
    case .nothing(let why):
      throw AWSError.credentials(
        "NoCredentials",
        "The credential_source \(word) of the profile \(name) has no credentials: \(why).")
    case .notConfigured:
      throw AWSError.credentials(
        "NoCredentials",
        "The credential_source \(word) of the profile \(name) has no credentials.")
    }
  }

  /// A role with a web identity's token is another provider's.
  private static func isRole(_ settings: SharedProfiles.Settings) -> Bool {
    settings["role_arn"] != nil && settings["web_identity_token_file"] == nil
  }
}
