import AWSClient

extension ChangeRun {
  /// The change that has nothing left to send, since the server has what was before already; nil
  /// when it has something else.
  func takenBack(_ record: UndoRecord) async throws -> PreparedChange? {
    var change: PreparedChange
    do {
      change = try await inverse(of: record.reversed)
    } catch let error as GatewayError where error.code == "ChangedSince" {
      return nil
    }
    change.apply = { run in
      run.log.note("An earlier start had taken it back already; only the journal was told.")
      return PreparedChange.Applied(
        subject: try await run.subject(of: record), after: record.before)
    }
    return change
  }

  private func subject(of record: UndoRecord) async throws -> ChangeOutcome.Subject {
    switch record.action {
    case .updatePlan: return .plan(try await planNow(record))
    case .attach, .detach:
      return .membership(
        key: try await keyNow(record), plan: try await planNow(record),
        attached: record.before.isAttached ?? false)
    default: return .key(try await keyNow(record))
    }
  }
}
