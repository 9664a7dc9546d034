import Foundation
import LocalStore
import Synchronization

/// Keys that were revoked as leaked, in memory, so that a question about them waits for no disk.
final class Graveyard: Sendable {
  private struct State {
    var stones: [Tombstone] = []
    var told: Set<String> = []
  }

  private let state = Mutex(State())

  /// Takes what the store knows now.
  func put(_ stones: [Tombstone]) { state.withLock { $0.stones = stones } }

  /// The tombstones of keys that are meant to be dead.
  var standing: [Tombstone] { state.withLock { $0.stones.filter { $0.liftedAt == nil } } }

  /// The tombstone of a key that is meant to be dead; nil for any other.
  func stone(of id: KeyID, at place: JournalPlace) -> Tombstone? {
    standing.first { $0.isMeant(id, at: place) }
  }

  /// Whether something is told for the first time in this process.
  func isNews(_ what: String) -> Bool { state.withLock { $0.told.insert(what).inserted } }
}
