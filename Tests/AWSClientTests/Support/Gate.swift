import Synchronization

/// Holds tasks up until a test opens it. A task that is cancelled while it waits goes on with a
/// cancellation, which is counted.
final class Gate: Sendable {
  private struct State {
    var isOpen = false
    var next = 0
    var waiting: [Int: CheckedContinuation<Void, any Error>] = [:]
    var cancelled = 0
  }

  private let state = Mutex(State())

  /// How many wait now.
  var waiting: Int { state.withLock { $0.waiting.count } }
  /// How many were cancelled while they waited.
  var cancelled: Int { state.withLock { $0.cancelled } }

  func wait() async throws {
    let number = state.withLock { state in
      state.next += 1
      return state.next
    }
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        let isDone = state.withLock { state in
          if state.isOpen || Task.isCancelled { return true }
          state.waiting[number] = continuation
          return false
        }
        guard isDone else { return }
        if Task.isCancelled { cancelled(continuation) } else { continuation.resume() }
      }
    } onCancel: {
      if let continuation = state.withLock({ $0.waiting.removeValue(forKey: number) }) {
        cancelled(continuation)
      }
    }
  }

  func open() {
    let waiting = state.withLock { state in
      state.isOpen = true
      defer { state.waiting = [:] }
      return state.waiting
    }
    for continuation in waiting.values { continuation.resume() }
  }

  private func cancelled(_ continuation: CheckedContinuation<Void, any Error>) {
    state.withLock { $0.cancelled += 1 }
    continuation.resume(throwing: CancellationError())
  }
}
