// INTERFACE STUB. What GatewayKit needs of the client; the wire side fills it in.

/// Sends requests: paced, signed, retried, decoded, logged with secrets masked.
package struct AWSClient: Sendable {
  /// What changing requests are allowed to do.
  package enum Mode: Sendable {
    /// They are sent.
    case live
    /// They throw ``AWSError/Kind/readOnly`` before anything leaves the process.
    case readOnly
    /// They are recorded and not sent; reads are sent.
    case dryRun(PlannedRequests)
  }

  /// What the header shows of the budget, now.
  package var budget: BudgetFigures { fatalError() }
  /// The region requests go to.
  package var region: String { fatalError() }
  /// Where requests for API Gateway go when that is not AWS's own host.
  package var customEndpoint: String? { fatalError() }
  /// The same client with another mode; it shares connections and pacer.
  package func with(mode: Mode) -> AWSClient { fatalError() }
  /// Closes connections; nothing can be sent afterwards.
  package func shutdown() async throws { fatalError() }
}

/// What a dry run recorded, in order.
package final class PlannedRequests: Sendable {
  /// An empty record.
  package init() {}
  /// Everything recorded so far.
  package var all: [PlannedRequest] { fatalError() }
}
