import LocalStore

extension GatewaySession {
  /// Checks the journal's chain of hashes.
  func verifyJournal() async throws -> JournalCheck {
    let report = try await book.opened().verifyChain()
    return JournalCheck(
      rows: report.rows, brokenAt: report.brokenAt, reason: report.reason, head: report.head,
      unfinished: report.unfinished)
  }
}
