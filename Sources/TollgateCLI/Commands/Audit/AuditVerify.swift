import ArgumentParser
import GatewayKit

/// `tollgate audit verify`.
struct AuditVerify: TollgateCommand {
  static let configuration = CommandConfiguration(
    verb: "verify", abstract: "Check the journal's chain of hashes.",
    discussion: """
      Each entry carries a hash over itself and the one before. Ends with 0 when all of them follow, \
      with 1 when a row was changed, taken out or put in.

      Example:
        tollgate audit verify
      """)

  @OptionGroup var common: CommonOptions

  func perform(in session: Session) async throws -> ExitStatus {
    try await session.withService { service in
      let check = try await service.verifyJournal()
      try session.output.thing(
        check, fields: JournalView.fields(check), columns: JournalView.checkColumns,
        json: JournalView.json(check))
      for id in check.unfinished.prefix(5) {
        session.say("Entry \(id) was begun, and nobody knows its end; see audit list")
      }
      guard let row = check.brokenAt else { return .done }
      session.say(
        "The journal is broken at row \(row): \(check.reason ?? "its hash does not follow")")
      return .failed
    }
  }
}
