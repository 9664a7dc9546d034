import AWSClient
import Foundation
import Synchronization

/// A clock on which waiting takes no time; it remembers what was waited for.
final class InstantClock: Sendable {
  private let state = Mutex<(seconds: Double, waits: [Double])>((0, []))

  /// All waits so far, in seconds.
  var waits: [Double] { state.withLock { $0.waits } }

  /// 2026-01-31T12:00:00Z and what was waited since.
  var clock: ClientClock {
    ClientClock(
      date: { [self] in
        Date(timeIntervalSince1970: 1_769_860_800 + state.withLock { $0.seconds })
      },
      seconds: { [self] in state.withLock { $0.seconds } },
      sleep: { [self] seconds in
        try Task.checkCancellation()
        state.withLock {
          $0.seconds += seconds
          $0.waits.append(seconds)
        }
      })
  }
}
