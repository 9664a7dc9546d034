import ArgumentParser
import GatewayKit

/// `tollgate keys find`.
struct KeysFind: TollgateCommand {
  static let configuration = CommandConfiguration(
    verb: "find", abstract: "Find the keys that leaked text names, in every context.",
    discussion: """
      The text comes from stdin, from a file, or from a paste that is not shown. It may be a value, \
      a part of one (px1KW6...qBazOJH, ***zOJH), a SHA-256, an id, a name, or any text that has \
      values inside: a log, a diff, a scanner's report. Asking for values shows in CloudTrail, which \
      is announced first.

      Ends with 0 when a key was found, with 3 when none was, and with 1 when none was and a context \
      could not be searched.

      Examples:
        tollgate keys find
        tollgate keys find --from gitleaks.json --output json
      """)

  @Option(help: ArgumentHelp("The file with the text; stdin without it.", valueName: "file"))
  var from: String?

  @Argument(help: .hidden)
  var extra: [String] = []

  @OptionGroup var common: CommonOptions

  func validate() throws { try LeakSource.refuseArguments(extra) }

  var coversContexts: Bool { true }

  func perform(in session: Session) async throws -> ExitStatus {
    let text = try LeakSource(world: session.world).text(from: from)
    return try await session.withService(anyContext: true) { service in
      let findings = try await LeakSearch(session: session, service: service).run(text)
      switch session.output.format {
      case .json: try session.output.json(LeakView.json(findings))
      case .csv: try session.output.csv(findings.matches, LeakView.columns)
      case .table where findings.matches.isEmpty: break
      case .table: try session.output.table(findings.matches, LeakView.columns, none: "")
      }
      if !findings.matches.isEmpty { return .done }
      return findings.notSearched.isEmpty ? .notFound : .failed
    }
  }
}
