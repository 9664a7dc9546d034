/// The two files that AWS tools share, and how they are read.
struct SharedFiles: Sendable {
  /// The path of the credentials file, as configured: `~/.aws/credentials`.
  var credentialsPath: String
  /// The path of the config file, as configured: `~/.aws/config`.
  var configPath: String
  /// Home, which `~` stands for.
  var home: String?
  /// Reads a file as text; nil when there is none.
  var read: @Sendable (String) throws -> String?
  /// What was read before.
  var parsed: ParsedFiles

  init(
    variables: [String: String], parsed: ParsedFiles = ParsedFiles(),
    read: @escaping @Sendable (String) throws -> String?
  ) {
    func path(_ name: String, _ usual: String) -> String {
      variables[name].flatMap { $0.isEmpty ? nil : $0 } ?? usual
    }
    credentialsPath = path("AWS_SHARED_CREDENTIALS_FILE", "~/.aws/credentials")
    configPath = path("AWS_CONFIG_FILE", "~/.aws/config")
    home = variables["HOME"]
    self.parsed = parsed
    self.read = read
  }

  /// Reads both files; one that is missing counts as empty.
  ///
  /// - Throws: ``AWSError`` of kind `configuration` for one that cannot be read.
  func load() throws(AWSError) -> SharedProfiles {
    try SharedProfiles(
      credentials: parsed.file(text: text(credentialsPath), path: credentialsPath),
      config: parsed.file(text: text(configPath), path: configPath))
  }

  private func text(_ path: String) throws(AWSError) -> String {
    do {
      return try read(expanded(path)) ?? ""
    } catch {
      throw .configuration("UnreadableFile", "\(path) cannot be read.")
    }
  }

  /// The text of any file; nil when there is none.
  func contents(of path: String) throws -> String? { try read(expanded(path)) }

  /// A path with home in place of `~`.
  func expanded(_ path: String) -> String {
    guard path == "~" || path.hasPrefix("~/"), let home, !home.isEmpty else { return path }
    return home + path.dropFirst()
  }
}
