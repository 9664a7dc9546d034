import Foundation
import Synchronization

/// What a revoking counts and remembers while its keys are dealt with side by side.
final class RevokeTally: Sendable {
  /// Something that happened, for the report's timeline.
  struct Moment: Sendable, Equatable {
    var at: Date
    var words: String
    var requestId: String?
  }

  /// What a sentence is about: the report sorts them by it.
  enum Topic: Sendable {
    case disabling, proof, replacement
  }

  private struct State {
    var requests = 0
    var moments: [Moment] = []
    var notes: [(topic: Topic, sentence: String)] = []
    var isDisabling = false
  }

  private let state = Mutex(State())

  var requests: Int { state.withLock { $0.requests } }
  var moments: [Moment] { state.withLock { $0.moments } }

  /// True from the moment at which disabling may have begun.
  var isDisabling: Bool { state.withLock { $0.isDisabling } }

  func beginDisabling() { state.withLock { $0.isDisabling = true } }

  func count(_ requests: Int = 1) { state.withLock { $0.requests += requests } }

  func add(_ words: String, at: Date, requestId: String? = nil) {
    state.withLock { $0.moments.append(Moment(at: at, words: words, requestId: requestId)) }
  }

  func note(_ sentence: String, about topic: Topic) {
    state.withLock { $0.notes.append((topic, sentence)) }
  }

  /// The sentences about something, in order.
  func notes(about topic: Topic) -> [String] {
    state.withLock { $0.notes.filter { $0.topic == topic }.map(\.sentence) }
  }
}
