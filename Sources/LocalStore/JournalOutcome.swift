/// What became of a change.
package enum JournalOutcome: String, Hashable, Sendable, CaseIterable {
  /// It is about to be sent, or the process died while it was.
  case started
  /// It was applied and read back.
  case done
  /// It was not applied.
  case failed
  /// It may have been applied; nobody knows.
  case unknown
  /// It was applied and taken back later.
  case undone
}
