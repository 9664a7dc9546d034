/// Looks whether the profile that somebody named exists, before anything else is tried.
struct NamedProfile: Sendable {
  var files: SharedFiles
  var profile: String

  /// As a provider, which never has credentials.
  var provider: CredentialsProvider {
    CredentialsProvider(name: "profile \(profile)") {
      let profiles = try files.load()
      guard profiles.settings(of: profile) != nil else {
        throw Self.missing(profile, profiles: profiles, files: files)
      }
      return .notConfigured
    }
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
}
