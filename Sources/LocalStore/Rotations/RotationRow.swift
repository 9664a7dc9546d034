package import Foundation

/// A rotation as the store keeps it. What is in ``body`` is the caller's, never a value.
package struct RotationRow: Hashable, Sendable, Identifiable {
  /// Twelve lower case letters and digits.
  package var id: String
  /// Where both keys live.
  package var place: JournalPlace
  /// The old key's id as shown.
  package var oldKey: String
  /// The new key's id as shown; nil before it is made.
  package var newKey: String?
  /// The state's name.
  package var state: String
  /// True while the old key may not be rotated again.
  package var isOpen: Bool
  /// Everything else, as JSON.
  package var body: String
  /// When it was begun.
  package var startedAt: Date
  /// When it was last written.
  package var updatedAt: Date

  /// Makes a row.
  package init(
    id: String, place: JournalPlace, oldKey: String, newKey: String? = nil, state: String,
    isOpen: Bool, body: String, startedAt: Date, updatedAt: Date
  ) {
    self.id = id
    self.place = place
    self.oldKey = oldKey
    self.newKey = newKey
    self.state = state
    self.isOpen = isOpen
    self.body = body
    self.startedAt = startedAt
    self.updatedAt = updatedAt
  }
}

/// A lock that other processes respect, held until it is released or the process ends.
package final class StoreLock: Sendable {
  private let descriptor: Int32

  init(descriptor: Int32) { self.descriptor = descriptor }

  /// Gives the lock back.
  package func release() {}
}

// INTERFACE STUB
extension LocalStore {
  /// Writes a new rotation down, synced.
  ///
  /// - Throws: ``StoreError`` of kind `state` when another one is open for the old key at the place.
  package func open(_ rotation: RotationRow) async throws(StoreError) {
    throw StoreError(kind: .other, path: path, reason: "not written yet")
  }

  /// Writes a rotation's newer state down, synced; one that is not there is added.
  ///
  /// - Throws: ``StoreError`` of kind `state` when the one in the file is not in `state`.
  package func save(_ rotation: RotationRow, was state: String?) async throws(StoreError) {
    throw StoreError(kind: .other, path: path, reason: "not written yet")
  }

  /// All rotations of a place, newest first.
  package func rotations(at place: JournalPlace) async throws(StoreError) -> [RotationRow] { [] }

  /// One rotation; nil when there is none.
  package func rotation(_ id: String) async throws(StoreError) -> RotationRow? { nil }

  /// Takes a lock by name (`advance`, `rotation-ID`) without waiting; nil when another process, or
  /// another part of this one, has it. It ends with the process, whatever ends that.
  package func lock(_ name: String) throws(StoreError) -> StoreLock? {
    throw StoreError(kind: .other, path: path, reason: "not written yet")
  }
}
