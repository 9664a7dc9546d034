import AWSClient
import SigV4

extension GatewaySession {
  private static var pending: GatewayError {
    GatewayError(
      kind: .failed, code: "Pending", message: "Changes are not connected yet.",
      advice: "Use a later build.")
  }

  func preview(_ change: Change) async throws -> [PlannedRequest] { throw Self.pending }
  func perform(
    _ change: Change, lane: Lane, progress: @escaping @Sendable (String) -> Void
  ) async throws -> ChangeOutcome { throw Self.pending }
  func undoCandidate() async throws -> UndoCandidate? { throw Self.pending }
  func undo() async throws -> ChangeOutcome { throw Self.pending }
  func reveal(_ key: KeyID, _ place: KeyValue.Revelation) async throws -> KeyValue {
    throw Self.pending
  }
  func revealAll() async throws -> [KeyID: KeyValue] { throw Self.pending }
  func importKeys(
    _ csv: KeyValue, isPreview: Bool, goOn: Bool
  ) async throws -> ImportOutcome { throw Self.pending }
  func journalLines(limit: Int) async throws -> [JournalLine] { throw Self.pending }
}
