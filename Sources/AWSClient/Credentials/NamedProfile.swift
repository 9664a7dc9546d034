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
    guard !names.isEmpty else {
      return .credentials(
        "NoSuchProfile",
        "There is no profile \(profile); \(files.credentialsPath) and \(files.configPath) hold no "
          + "profile.")
    }
    let shown = names.prefix(Self.mostNames).joined(separator: ", ")
    let more = names.count > Self.mostNames ? " and \(names.count - Self.mostNames) more" : ""
    let near = NearName.of(profile, among: names).map { " (is it \($0)?)" } ?? ""
    return .credentials(
      "NoSuchProfile", "There is no profile \(profile)\(near); there are \(shown)\(more).")
  }

  /// How many names a sentence holds.
  private static let mostNames = 8
}
