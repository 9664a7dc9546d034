/// A piece of text that names a key, or may.
struct LeakHint: Hashable, Sendable {
  /// What it looks like.
  enum Shape: Hashable, Sendable {
    /// A whole value.
    case value([UInt8])
    /// The beginning and the end of a value; one of them may be empty, never both.
    case masked(prefix: [UInt8], suffix: [UInt8])
    /// Hex digits of a SHA-256, lower case, 8 to 64.
    case hash([UInt8])
    /// A key's id.
    case id(String)
    /// `sha256:` and twelve digits, as long ids are shown.
    case shownId(String)
    /// A key's name.
    case name(String)
  }

  /// What it looks like.
  var shape: Shape
  /// The first line that has it, from 1.
  var line: Int
  /// The piece of text that it was read from; one piece may have several shapes.
  var piece: Int
}

extension LeakHint.Shape {
  /// Whether it takes the values of keys to look for it.
  var needsValues: Bool {
    switch self {
    case .value, .masked, .hash: true
    case .id, .shownId, .name: false
    }
  }
}
