package import Foundation

/// The time as the client sees it; tests hand in their own.
package struct ClientClock: Sendable {
  /// The date and time, for signatures and ages.
  package var date: @Sendable () -> Date
  /// Seconds of a steady clock, for waiting; only differences mean something.
  package var seconds: @Sendable () -> Double
  /// Waits so many seconds, or throws when the task is cancelled.
  package var sleep: @Sendable (Double) async throws -> Void

  /// Makes a clock from its functions.
  package init(
    date: @escaping @Sendable () -> Date, seconds: @escaping @Sendable () -> Double,
    sleep: @escaping @Sendable (Double) async throws -> Void
  ) {
    self.date = date
    self.seconds = seconds
    self.sleep = sleep
  }

  /// The real clock.
  package static let live: ClientClock = {
    let start = ContinuousClock.now
    return ClientClock(
      date: { Date() },
      seconds: { (ContinuousClock.now - start) / .seconds(1) },
      sleep: { try await Task.sleep(for: .seconds($0)) })
  }()
}
