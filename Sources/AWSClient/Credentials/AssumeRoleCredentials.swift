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
    if let serial = settings["mfa_serial"] {
      wish.mfaSerial = serial
      wish.mfaCode = try await code(of: serial, for: name)
    }
    do {
      let credentials = try await AssumedRole(world: world).get(wish, signedBy: source.credentials)
      return ResolvedCredentials(
        credentials: credentials, source: "role \(role) of profile \(name)")
    } catch var error as AWSError {
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
    switch word.lowercased() {
    case "environment": provider = EnvironmentCredentials(variables: world.variables).provider
    case "ecscontainer": provider = ContainerCredentials(world: world).provider
    case "ec2instancemetadata":
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

  private func code(of serial: String, for name: String) async throws -> SecretValue {
    guard let ask = world.askMFA else {
      throw AWSError.credentials(
        "NeedsMFA",
        "The profile \(name) needs a code of the MFA device \(serial), and nobody can be asked "
          + "for it here.")
    }
    let code = try await ask(serial).trimmingCharacters(in: .whitespacesAndNewlines)
    guard code.utf8.count == 6, code.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      throw AWSError.credentials("InvalidMFA", "A code of an MFA device has six digits.")
    }
    return SecretValue(code)
  }

  /// A role with a web identity's token is another provider's.
  private static func isRole(_ settings: SharedProfiles.Settings) -> Bool {
    settings["role_arn"] != nil && settings["web_identity_token_file"] == nil
  }
}
