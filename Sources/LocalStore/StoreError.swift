/// Why the store cannot be used. A change that cannot be journalled is not sent.
package struct StoreError: Error, Hashable, Sendable {
  /// What is wrong.
  package enum Kind: Hashable, Sendable {
    /// The folder cannot be made or entered.
    case folder
    /// The folder or the file cannot be written.
    case notWritable
    /// No room on the disk.
    case full
    /// Another process has held the database for longer than the time allowed.
    case busy
    /// The file is no database, or a damaged one.
    case damaged
    /// The file was made by a later version of this program.
    case newer
    /// The journal has no such entry, or its state does not allow what was asked.
    case state
    /// Anything else.
    case other
  }

  /// What is wrong.
  package var kind: Kind
  /// The file or folder concerned.
  package var path: String
  /// The system's or the database's own words.
  package var reason: String

  /// Makes an error.
  package init(kind: Kind, path: String, reason: String) {
    self.kind = kind
    self.path = path
    self.reason = reason
  }
}
