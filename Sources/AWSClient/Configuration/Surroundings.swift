import Foundation
import Glibc

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
  /// The permission bits of a file; nil when there is none.
  package var fileMode: @Sendable (String) -> UInt32?
  /// Replaces a file as a whole, mode 0600: the caches of IAM Identity Center and of `aws login`.
  package var writeFile: @Sendable (_ path: String, _ text: String) throws -> Void
  /// Runs a program: its words, and the seconds that it has.
  package var runProcess: @Sendable ([String], Double) async throws -> ProcessEnd
  /// Asks a person for the code of an MFA device; nil where nobody can be asked.
  package var askMFA: AskMFACode?
  /// `--insecure-endpoint`: plain http is spoken with other machines too.
  package var allowsInsecureEndpoints: Bool
  /// Whether tokens of IAM Identity Center and of `aws login` may be renewed, which writes their
  /// caches anew.
  package var renewsTokens = true
  /// The shared files as they were read last.
  private let parsed = ParsedFiles()

  /// Makes surroundings; files are read from the disk unless told otherwise.
  package init(
    profile: String? = nil, region: String? = nil, endpointURL: String? = nil,
    environment: [String: String],
    allowsInsecureEndpoints: Bool = false,
    readFile: @escaping @Sendable (String) throws -> String? = Surroundings.readFromDisk,
    fileMode: @escaping @Sendable (String) -> UInt32? = Surroundings.modeOnDisk,
    writeFile: @escaping @Sendable (String, String) throws -> Void = Surroundings.writeToDisk,
    runProcess: (@Sendable ([String], Double) async throws -> ProcessEnd)? = nil,
    askMFA: AskMFACode? = nil
  ) {
    self.profile = profile
    self.region = region
    self.endpointURL = endpointURL
    self.environment = environment
    self.allowsInsecureEndpoints = allowsInsecureEndpoints
    self.readFile = readFile
    self.fileMode = fileMode
    self.writeFile = writeFile
    self.runProcess = runProcess ?? ProcessRunner(environment: environment).run
    self.askMFA = askMFA
  }

  /// Replaces a file of the disk by way of a new one beside it.
  package static let writeToDisk: @Sendable (String, String) throws -> Void = { path, text in
    // Another process may do the same.
    let fresh = path + ".tollgate-\(getpid())"
    let made = FileManager.default.createFile(
      atPath: fresh, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600])
    guard made else { throw CocoaError(.fileWriteUnknown) }
    guard rename(fresh, path) == 0 else { throw CocoaError(.fileWriteUnknown) }
  }

  /// The permission bits of a file of the disk; nil when there is none.
  package static let modeOnDisk: @Sendable (String) -> UInt32? = { path in
    var found = stat()
    return stat(path, &found) == 0 ? found.st_mode & 0o777 : nil
  }

  /// Reads a file of the disk; nil when there is none.
  package static let readFromDisk: @Sendable (String) throws -> String? = { path in
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    return String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
  }

  /// The shared files.
  var files: SharedFiles { SharedFiles(variables: environment, parsed: parsed, read: readFile) }

  /// The profile in use, and whether somebody named it.
  var activeProfile: (name: String, isNamed: Bool) {
    if let profile { return (profile, true) }
    // In the order of the AWS CLI.
    if let name = variable("AWS_DEFAULT_PROFILE") ?? variable("AWS_PROFILE") { return (name, true) }
    return ("default", false)
  }

  /// What credentials of these surroundings are shared under: a profile that an option names rules
  /// the environment out, so that it is another source than the same profile without one.
  var credentialsName: String {
    let name = activeProfile.name
    return profile == nil ? "the surroundings, with \(name)" : "the profile \(name)"
  }

  /// A variable that is set and not empty.
  func variable(_ name: String) -> String? {
    environment[name].flatMap { $0.isEmpty ? nil : $0 }
  }

  /// Where credentials may be, in order. A profile given as an option rules the environment out.
  func chain(
    transport: HTTPTransport, clock: ClientClock, offset: ClockOffset = ClockOffset()
  ) -> CredentialsChain {
    let (name, isNamed) = activeProfile
    // Whoever has no region yet is told so later; roles are assumed where AWS began.
    let region = (try? resolveRegion()) ?? "us-east-1"
    let world = CredentialsWorld(
      variables: environment, files: files, writeFile: writeFile, runProcess: runProcess,
      askMFA: askMFA, renewsTokens: renewsTokens, transport: transport, clock: clock,
      offset: offset,
      random: { Double.random(in: 0..<1) },
      // A mode that cannot be is told where the client is made.
      retries: (try? resolveRetries()) ?? RetryPolicy(),
      region: region,
      endpoint: { service, region in
        // As with the AWS CLI, `--endpoint-url` is not for those who hand out credentials.
        try endpoint(service, withOption: false)
          ?? resolveHosts().endpoint(service, region: region)
      })
    return world.chain(profile: name, isNamed: isNamed, withVariables: profile == nil)
  }
}
