import Synchronization

/// A piece of work that several wait for. Whoever is cancelled stops waiting at once, and the others go
/// on; when nobody waits any more the work itself is cancelled.
package final class SharedWork<Value: Sendable>: Sendable {
  /// One who waits, or is about to.
  package typealias Place = Int

  private struct State {
    var task: Task<Void, Never>?
    var result: Result<Value, any Error>?
    var places: Set<Place> = []
    var waiting: [Place: CheckedContinuation<Value, any Error>] = [:]
    var next: Place = 0
    var isAbandoned = false
  }

  private let isKept: Bool
  private let state = Mutex(State())

  /// Begins a piece of work; `isKept` for one that goes on with nobody waiting.
  package init(isKept: Bool = false, _ work: @escaping @Sendable () async throws -> Value) {
    self.isKept = isKept
    let task = Task {
      do {
        self.finish(.success(try await work()))
      } catch {
        self.finish(.failure(error))
      }
    }
    state.withLock { $0.task = task }
  }

  /// Takes a place among those who wait, which ``value(_:)`` has to follow; nil when everybody had gone
  /// and the work was given up.
  package func join() -> Place? {
    state.withLock { state in
      if state.isAbandoned {
        // It may have come to its end all the same.
        guard case .success? = state.result else { return nil }
      }
      state.next += 1
      state.places.insert(state.next)
      return state.next
    }
  }

  /// Waits for what comes of it.
  ///
  /// - Throws: what the work threw; `CancellationError` when the task that waits is cancelled.
  package func value(_ place: Place) async throws -> Value {
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        let result = state.withLock { state -> Result<Value, any Error>? in
          if let result = state.result { return result }
          // Cancelled before it came here: the handler has taken its place away.
          guard state.places.contains(place) else { return .failure(CancellationError()) }
          state.waiting[place] = continuation
          return nil
        }
        if let result { continuation.resume(with: result) }
      }
    } onCancel: {
      leave(place)
    }
  }

  /// Cancels the work and waits for its end; what came of it all the same, nil for nothing.
  package func end() async -> Value? {
    let task = state.withLock { $0.task }
    task?.cancel()
    await task?.value
    return state.withLock { $0.result }.flatMap {
      if case .success(let value) = $0 { value } else { nil }
    }
  }

  private func leave(_ place: Place) {
    let (continuation, task) = state.withLock { state in
      state.places.remove(place)
      let continuation = state.waiting.removeValue(forKey: place)
      guard state.places.isEmpty, !isKept, state.result == nil else {
        return (continuation, Task<Void, Never>?.none)
      }
      state.isAbandoned = true
      return (continuation, state.task)
    }
    task?.cancel()
    continuation?.resume(throwing: CancellationError())
  }

  private func finish(_ result: Result<Value, any Error>) {
    let waiting = state.withLock { state in
      state.result = result
      defer { state.waiting = [:] }
      return state.waiting
    }
    for continuation in waiting.values { continuation.resume(with: result) }
  }
}
