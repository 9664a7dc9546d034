import Synchronization

/// What a change leaves behind while it runs: request ids in order, and sentences for a person.
final class RunLog: Sendable {
  private let state = Mutex<(ids: [String], notes: [String])>(([], []))

  var requestIds: [String] { state.withLock { $0.ids } }
  var notes: [String] { state.withLock { $0.notes } }

  func add(requestId: String?) {
    guard let requestId else { return }
    state.withLock { $0.ids.append(requestId) }
  }

  func note(_ sentence: String) {
    state.withLock { $0.notes.append(sentence) }
  }
}
