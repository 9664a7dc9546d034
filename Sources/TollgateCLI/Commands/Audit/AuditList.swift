import ArgumentParser
import GatewayKit

/// `tollgate audit list`.
struct AuditList: TollgateCommand {
  static let configuration = CommandConfiguration(
    verb: "list", abstract: "List what was changed from here, newest first.",
    discussion: """
      Example:
        tollgate audit list --limit 20
      """)

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("At most this many entries.", valueName: "number"))
  var limit = 100

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if limit < 1 {
      throw ValidationError("--limit is \(limit). Give a whole number, 1 or more.")
    }
  }

  func perform(in session: Session) async throws -> ExitStatus {
    try await session.withService { service in
      let lines = try await service.journal(limit)
      try session.output.list(
        lines, columns: JournalView.columns, none: "The journal has no entry.",
        json: JournalView.json)
      return .done
    }
  }
}
