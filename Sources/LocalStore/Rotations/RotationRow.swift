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
