/// A key that some part of a text names.
struct Sighting: Sendable {
  /// Number of the key's record.
  var record: Int
  /// What named it.
  var evidence: LeakMatch.Evidence
  /// How sure that is by itself.
  var confidence: LeakMatch.Confidence
  /// The hint that becomes certain when it is of one key alone; nil when it is sure, or never is.
  var deciding: Int?
  /// The pieces of text that it explains.
  var pieces: [Int]
  /// The first line.
  var line: Int
  /// What matched, for people.
  var words: String
}
