import AWSClient
import Foundation
import Synchronization

/// A clock that stands still until a test moves it.
final class ManualClock: Sendable {
  private struct Sleeper {
    var wake: Double
    var continuation: CheckedContinuation<Void, any Error>
  }

  private struct State {
    var now = 0.0
    var sleepers: [Int: Sleeper] = [:]
    var next = 0
  }

  private let state = Mutex(State())

  var clock: ClientClock {
    ClientClock(
      date: { [self] in Date(timeIntervalSince1970: 1_769_860_800 + state.withLock { $0.now }) },
      seconds: { [self] in state.withLock { $0.now } },
      sleep: { [self] in try await sleep($0) })
  }

  /// How many sleep now.
  var sleeping: Int { state.withLock { $0.sleepers.count } }

  /// Moves on and wakes whose time has come.
  func advance(by seconds: Double) {
    let due = state.withLock { state -> [Sleeper] in
      state.now += seconds
      let due = state.sleepers.filter { $0.value.wake <= state.now }
      for id in due.keys { state.sleepers[id] = nil }
      return Array(due.values)
    }
    for sleeper in due { sleeper.continuation.resume() }
  }

  private func sleep(_ seconds: Double) async throws {
    let id = state.withLock { state in
      state.next += 1
      return state.next
    }
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        let isDone = state.withLock { state in
          guard !Task.isCancelled, seconds > 0 else { return true }
          state.sleepers[id] = Sleeper(wake: state.now + seconds, continuation: continuation)
          return false
        }
        guard isDone else { return }
        if Task.isCancelled {
          continuation.resume(throwing: CancellationError())
        } else {
          continuation.resume()
        }
      }
    } onCancel: {
      let sleeper = state.withLock { $0.sleepers.removeValue(forKey: id) }
      sleeper?.continuation.resume(throwing: CancellationError())
    }
  }
}
