package import AWSClient
package import LocalStore

/// What is known of the files that the program reads and writes.
package struct FileFacts: Hashable, Sendable {
  /// The settings' file; nil without a home.
  package var config: String?
  /// Whether it is there.
  package var isConfigThere: Bool
  /// What of it was passed over.
  package var problems: [GatewayConfig.Problem]
  /// AWS's config and credentials files; none where they are not used.
  package var shared: [SharedFileFacts]
  /// The state folder; nil without a home.
  package var store: StoreFacts?

  /// Makes facts.
  package init(
    config: String?, isConfigThere: Bool = false, problems: [GatewayConfig.Problem] = [],
    shared: [SharedFileFacts] = [], store: StoreFacts? = nil
  ) {
    self.config = config
    self.isConfigThere = isConfigThere
    self.problems = problems
    self.shared = shared
    self.store = store
  }

  /// The lines about them.
  package var lines: [DoctorLine] {
    var page = DoctorPage(.files)
    settings(&page)
    for file in shared { tell(file, &page) }
    guard let store else {
      page.fail(
        "state folder",
        "there is none: neither XDG_STATE_HOME nor HOME is set, and what cannot be "
          + "written down is not done", cure: "Set HOME, or XDG_STATE_HOME to a folder of yours")
      return page.lines
    }
    StoreJudgement(facts: store).tell(&page)
    return page.lines
  }

  private func settings(_ page: inout DoctorPage) {
    guard let config else {
      page.warn(
        "config.yaml", "there is no place for it: neither XDG_CONFIG_HOME nor HOME is set",
        cure: "Set HOME; until then the defaults are used")
      return
    }
    guard isConfigThere else {
      page.ok("config.yaml", "\(config) is not there; the defaults are used")
      return
    }
    guard !problems.isEmpty else {
      page.ok("config.yaml", config)
      return
    }
    for problem in problems {
      let line = problem.line.map { "line \($0) of " } ?? ""
      page.fail(
        "config.yaml", problem.description, cure: "Correct \(line)\(problem.file)",
        data: problem.line.map { ["line": .integer($0)] } ?? [:])
    }
  }

  private func tell(_ file: SharedFileFacts, _ page: inout DoctorPage) {
    let isConfig = file.path == shared.first?.path
    let check = isConfig ? "AWS config" : "credentials"
    guard let mode = file.mode else {
      page.ok(check, "\(file.path) is not there")
      return
    }
    let data: [String: DoctorLine.Datum] = ["mode": .text(FileMode.text(mode))]
    if let problem = file.problem {
      page.fail(check, problem, cure: "Correct it; the AWS CLI reads it the same way", data: data)
    } else if file.holdsSecrets || !isConfig, mode & 0o044 != 0 {
      page.fail(
        check,
        "\(file.path) can be read by others on this machine (mode \(FileMode.text(mode)))",
        cure: "Run: chmod 600 \(file.path)", data: data)
    } else {
      let profiles = file.profiles == 1 ? "1 profile" : "\(file.profiles) profiles"
      page.ok(check, "\(file.path), \(profiles), mode \(FileMode.text(mode))", data: data)
    }
  }
}
