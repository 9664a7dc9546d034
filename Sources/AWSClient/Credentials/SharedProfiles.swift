/// The profiles of both shared files together.
struct SharedProfiles: Equatable {
  /// A profile's settings, kept apart by file.
  struct Settings: Equatable {
    var credentials: [String: String]
    var config: [String: String]

    /// A setting from either file; the credentials file goes first.
    subscript(name: String) -> String? { credentials[name] ?? config[name] }
  }

  var credentials: ProfileFile
  var config: ProfileFile

  /// The profiles' names, sorted, each once.
  var names: [String] {
    var names = Set(credentials.sections.keys)
    for section in config.sections.keys {
      if section == "default" {
        names.insert(section)
      } else if section.hasPrefix("profile ") {
        names.insert(String(section.dropFirst("profile ".count)))
      }
    }
    return names.sorted()
  }

  /// A profile's settings; nil when neither file has it.
  func settings(of profile: String) -> Settings? {
    let inCredentials = credentials.sections[profile]
    var inConfig = config.sections["profile " + profile]
    if profile == "default" { inConfig = inConfig ?? config.sections["default"] }
    guard inCredentials != nil || inConfig != nil else { return nil }
    return Settings(credentials: inCredentials ?? [:], config: inConfig ?? [:])
  }

  /// The endpoint that a `[services …]` section gives a service.
  func serviceEndpoint(_ section: String, _ service: AWSService) -> String? {
    config.sections["services " + section]?[service.servicesKey + ".endpoint_url"]
  }
}
