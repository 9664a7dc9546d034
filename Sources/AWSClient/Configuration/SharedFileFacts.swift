/// What one of the two files that AWS tools share looks like from outside.
package struct SharedFileFacts: Hashable, Sendable {
  /// The path as configured: `~/.aws/config`.
  package var path: String
  /// The permission bits; nil when there is no file.
  package var mode: UInt32?
  /// How many profiles it has.
  package var profiles: Int
  /// Whether secret access keys or session tokens stand in it.
  package var holdsSecrets: Bool
  /// Why it cannot be read; nil when it can.
  package var problem: String?

  /// Makes facts.
  package init(
    path: String, mode: UInt32? = nil, profiles: Int = 0, holdsSecrets: Bool = false,
    problem: String? = nil
  ) {
    self.path = path
    self.mode = mode
    self.profiles = profiles
    self.holdsSecrets = holdsSecrets
    self.problem = problem
  }
}

extension Surroundings {
  /// The config file, then the credentials file.
  package var sharedFiles: [SharedFileFacts] {
    [files.configPath, files.credentialsPath].map(sharedFile)
  }

  private func sharedFile(_ path: String) -> SharedFileFacts {
    var facts = SharedFileFacts(path: path, mode: fileMode(files.expanded(path)))
    guard facts.mode != nil else { return facts }
    do {
      let sections = try ProfileFile(
        text: try files.contents(of: path) ?? "", path: path
      ).sections
      facts.profiles =
        sections.keys.count { !$0.hasPrefix("sso-session ") && !$0.hasPrefix("services ") }
      facts.holdsSecrets = sections.values.contains {
        $0["aws_secret_access_key"] != nil || $0["aws_session_token"] != nil
      }
    } catch let error as AWSError {
      facts.problem = error.message
    } catch {
      facts.problem = "\(path) cannot be read."
    }
    return facts
  }
}
