import AWSClient
import Crypto
import Foundation
import LocalStore

extension GatewaySession {
  /// A creation that a process began and did not end: its entry, and the key if it was made.
  struct UnfinishedCreation: Sendable {
    var entry: Int64
    var key: KeyID?
  }

  /// Waits until nobody else makes the same key, so that an unfinished one is known to be nobody's.
  func creationLock(of draft: KeyDraft) async throws -> StoreLock {
    let digest = SHA256.hash(data: Data(draft.name.utf8)).prefix(8)
    let name = "create-" + digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    let store = try await book.opened()
    for _ in 0..<300 {
      if let lock = try store.lock(name) { return lock }
      try await clock.sleep(0.1)
    }
    throw GatewayError(
      kind: .temporary, code: "Busy",
      message: "Another process has been making a key called \(draft.name) for half a minute.",
      advice: "Wait for it, or look what it waits for.")
  }

  /// The newest creation of the same key that nobody finished; call it with the lock held. A key
  /// counts as made by it when it was not there before, looks the same, and is nobody else's.
  func unfinishedCreation(
    of draft: KeyDraft, among namesakes: [KeyID]
  ) async throws -> UnfinishedCreation? {
    let entries = try await book.opened().entries(limit: 500).filter {
      $0.action == PreparedChange.Action.createKey.rawValue && place.isSame(as: $0.place)
    }
    let left = entries.first {
      [.started, .unknown].contains($0.outcome) && $0.summary == draft.summary
        && $0.subjects == draft.plans.map(\.id.wire)
    }
    guard let left, let older = try left.before.map(Snapshot.init(json:))?.namesakes else {
      return nil
    }
    let taken = try entries.compactMap { try $0.after.map(Snapshot.init(json:))?.key?.id }
    let new = namesakes.filter { !older.contains($0.shown) && !taken.contains($0.shown) }
    guard new.count <= 1 else { return nil }
    return UnfinishedCreation(entry: left.id, key: new.first)
  }
}

extension KeyDraft {
  /// What making it is called in the journal.
  var summary: String { "create key \(name)" }
}

extension JournalPlace {
  /// The same place, whatever is known of the account.
  func isSame(as other: JournalPlace) -> Bool {
    profile == other.profile && region == other.region && endpoint == other.endpoint
  }
}
