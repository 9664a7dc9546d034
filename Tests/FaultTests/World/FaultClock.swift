import AWSClient
import Foundation
import Synchronization

/// One clock for the program and the service: it stands still until somebody waits, and then it is
/// there at once.
final class FaultClock: Sendable {
  private let time = Mutex(0.0)
  private let setBack = Mutex(0.0)
  private let start: Double

  /// Stands at 2026-03-18T12:00:00Z, a Wednesday.
  init(start: Double = 1_773_835_200) { self.start = start }

  var date: Date {
    Date(timeIntervalSince1970: start + time.withLock { $0 } - setBack.withLock { $0 })
  }

  /// Somebody sets the date back; the time that passes goes on as before.
  func setBack(_ seconds: Double) { setBack.withLock { $0 += seconds } }

  /// Moves on.
  func advance(_ seconds: Double) { time.withLock { $0 += seconds } }

  var clock: ClientClock {
    ClientClock(
      date: { self.date },
      seconds: { self.time.withLock { $0 } },
      sleep: { seconds in
        try Task.checkCancellation()
        self.advance(max(0, seconds))
        await Task.yield()
      })
  }
}
