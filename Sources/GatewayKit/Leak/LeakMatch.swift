package import Foundation

/// A key that leaked text names.
package struct LeakMatch: Hashable, Sendable, Identifiable {
  /// What in the text named it.
  package enum Evidence: String, Hashable, Sendable, CaseIterable {
    /// Its whole value.
    case value
    /// The beginning and the end of its value.
    case prefixSuffix
    /// The end of its value.
    case suffix
    /// A SHA-256 of its value, or the beginning of one.
    case sha256
    /// Its id.
    case id
    /// Its name.
    case name
  }

  /// How sure it is that the text means this key.
  package enum Confidence: String, Hashable, Sendable, CaseIterable {
    /// The whole value, the whole hash or the id.
    case exact
    /// A part of the value that only this key has.
    case certain
    /// It may be this one, or another.
    case candidate
  }

  /// The key; its plans are there when the search asked for them.
  package var key: APIKey
  /// What named it.
  package var evidence: Evidence
  /// How sure it is.
  package var confidence: Confidence
  /// The first line that names it, from 1.
  package var line: Int
  /// What matched, masked, for people: `px1KW6...qBazOJH, matched first 6 and last 7`.
  package var words: String
  /// Matches with the same number hold one identical value: they are one leak.
  package var leak: Int
  /// When it was revoked as leaked, by this machine's records; nil when it was not.
  package var revokedAt: Date?

  /// The context and the id.
  package var id: String { "\(key.context.profile)/\(key.context.region)/\(key.id.wire)" }

  /// Makes a match.
  package init(
    key: APIKey, evidence: Evidence, confidence: Confidence, line: Int, words: String, leak: Int,
    revokedAt: Date? = nil
  ) {
    self.key = key
    self.evidence = evidence
    self.confidence = confidence
    self.line = line
    self.words = words
    self.leak = leak
    self.revokedAt = revokedAt
  }
}
