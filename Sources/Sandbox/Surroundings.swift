package import Foundation

/// What the emulator takes from the machine it runs on, so that tests can put their own in place.
package struct Surroundings: Sendable {
  /// The time now.
  package var now: @Sendable () -> Date
  /// Waits so many milliseconds; throws when the task is cancelled.
  package var sleep: @Sendable (Int) async throws -> Void
  /// Makes the id of a request, a UUID in lower case.
  package var requestID: @Sendable () -> String

  /// Makes surroundings from their parts.
  package init(
    now: @escaping @Sendable () -> Date, sleep: @escaping @Sendable (Int) async throws -> Void,
    requestID: @escaping @Sendable () -> String
  ) {
    self.now = now
    self.sleep = sleep
    self.requestID = requestID
  }

  /// The machine's own clock and random request ids.
  package static let live = Surroundings(
    now: { Date() },
    sleep: { try await Task.sleep(for: .milliseconds($0)) },
    requestID: { UUID().uuidString.lowercased() })
}
