import Synchronization

/// What a dry run recorded, in order.
package final class PlannedRequests: Sendable {
  private let recorded = Mutex<[PlannedRequest]>([])

  /// An empty record.
  package init() {}

  /// Everything recorded so far.
  package var all: [PlannedRequest] { recorded.withLock { $0 } }

  /// Adds one.
  func append(_ request: PlannedRequest) {
    recorded.withLock { $0.append(request) }
  }
}
