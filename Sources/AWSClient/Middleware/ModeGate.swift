/// Decides whether a request is sent, refused or written down.
struct ModeGate {
  /// What becomes of a request.
  enum Verdict {
    case send
    case plan(PlannedRequests)
  }

  var mode: AWSClient.Mode

  /// - Throws: ``AWSError`` of kind `readOnly` for a change that a read-only client was asked for.
  func verdict(on request: AWSRequest) throws(AWSError) -> Verdict {
    guard request.isMutating else { return .send }
    switch mode {
    case .live: return .send
    case .dryRun(let planned): return .plan(planned)
    case .readOnly:
      throw AWSError(
        kind: .readOnly, code: "ReadOnly",
        message: "\(request.operation) would change something, and this session is read-only.",
        operation: request.operation, attempts: 0)
    }
  }
}
