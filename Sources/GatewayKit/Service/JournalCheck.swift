package import Foundation

/// What checking the journal's chain of hashes found.
package struct JournalCheck: Hashable, Sendable {
  /// Rows in the file.
  package var rows: Int
  /// The first row whose hash does not follow from the rows before; nil when all do.
  package var brokenAt: Int64?
  /// What is wrong there.
  package var reason: String?
  /// The hash of the newest row, 64 hex digits.
  package var head: String
  /// Entries that have begun and of which nobody knows the end.
  package var unfinished: [Int64]

  /// Makes a result.
  package init(
    rows: Int, brokenAt: Int64? = nil, reason: String? = nil, head: String,
    unfinished: [Int64] = []
  ) {
    self.rows = rows
    self.brokenAt = brokenAt
    self.reason = reason
    self.head = head
    self.unfinished = unfinished
  }
}

/// A revoked key that works again, or whose value came back: to be told loudly.
package struct Revival: Hashable, Sendable {
  /// How it came back.
  package enum Form: Hashable, Sendable {
    /// The key that was revoked is enabled.
    case enabled
    /// Another key has the revoked value.
    case sameValue
    /// A line of a file to be imported has the revoked value.
    case imported(line: Int)
  }

  /// The key's id as shown, or the line's name.
  package var keyId: String
  /// The key's name.
  package var name: String
  /// Where.
  package var context: GatewayContext
  /// When it was revoked.
  package var revokedAt: Date
  /// How it came back.
  package var form: Form

  /// Makes one.
  package init(keyId: String, name: String, context: GatewayContext, revokedAt: Date, form: Form) {
    self.keyId = keyId
    self.name = name
    self.context = context
    self.revokedAt = revokedAt
    self.form = form
  }
}
