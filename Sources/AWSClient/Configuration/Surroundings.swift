import Foundation

/// What decides where requests go and as whom, as the options and the surroundings give it.
package struct Surroundings: Sendable {
  /// `--profile`.
  package var profile: String?
  /// `--region`.
  package var region: String?
  /// `--endpoint-url`.
  package var endpointURL: String?
  /// The process's environment.
  package var environment: [String: String]
  /// Reads a file as text; nil when there is none.
  package var readFile: @Sendable (String) throws -> String?

  /// Makes surroundings; files are read from the disk unless told otherwise.
  package init(
    profile: String? = nil, region: String? = nil, endpointURL: String? = nil,
    environment: [String: String],
    readFile: @escaping @Sendable (String) throws -> String? = Surroundings.readFromDisk
  ) {
    self.profile = profile
    self.region = region
    self.endpointURL = endpointURL
    self.environment = environment
    self.readFile = readFile
  }

  /// Reads a file of the disk; nil when there is none.
  package static let readFromDisk: @Sendable (String) throws -> String? = { path in
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    return String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
  }

  /// The shared files.
  var files: SharedFiles { SharedFiles(variables: environment, read: readFile) }

  /// The profile in use, and whether somebody named it.
  var activeProfile: (name: String, isNamed: Bool) {
    if let profile { return (profile, true) }
    if let name = variable("AWS_PROFILE") ?? variable("AWS_DEFAULT_PROFILE") { return (name, true) }
    return ("default", false)
  }

  /// A variable that is set and not empty.
  func variable(_ name: String) -> String? {
    environment[name].flatMap { $0.isEmpty ? nil : $0 }
  }

  /// Where credentials may be, in order. A profile given as an option rules the environment out.
  var chain: CredentialsChain {
    let (name, isNamed) = activeProfile
    var providers: [CredentialsProvider] = []
    if profile == nil { providers.append(EnvironmentCredentials(variables: environment).provider) }
    providers.append(ProfileCredentials(files: files, profile: name, isNamed: isNamed).provider)
    return CredentialsChain(providers: providers)
  }
}
