/// A string that must not be seen: an API key's value, a secret access key, a session token.
///
/// It prints as `••••` in every way Swift can print a value, it is not `Codable`, and comparing two
/// of them takes the same time wherever they differ. The text comes out only through
/// ``exposeSecret()``, a name that can be searched for.
package struct SecretValue: Sendable, Hashable, CustomStringConvertible,
  CustomDebugStringConvertible,
  CustomReflectable
{
  private let text: String

  /// Wraps a secret text.
  package init(_ text: String) {
    self.text = text
  }

  /// The secret itself. Every caller is a place where a secret can get out.
  package func exposeSecret() -> String { text }

  /// Number of UTF-8 bytes; safe to show.
  package var byteCount: Int { text.utf8.count }

  /// True for the empty string.
  package var isEmpty: Bool { text.isEmpty }

  /// Always `••••`.
  package var description: String { "••••" }

  /// Always `••••`.
  package var debugDescription: String { "••••" }

  /// A mirror without children, so that `dump` shows nothing.
  package var customMirror: Mirror { Mirror(self, children: [:], displayStyle: .struct) }

  /// Compares in time that depends on the lengths only.
  package static func == (left: SecretValue, right: SecretValue) -> Bool {
    constantTimeEqual(left.text.utf8, right.text.utf8)
  }

  /// Feeds the hasher with the text; Swift's hashes are seeded per process and are not stored.
  package func hash(into hasher: inout Hasher) {
    hasher.combine(text)
  }
}

/// Compares two byte sequences in time that depends on their lengths only.
package func constantTimeEqual(
  _ left: some Collection<UInt8>, _ right: some Collection<UInt8>
) -> Bool {
  let same = left.withContiguousStorageIfAvailable { left in
    right.withContiguousStorageIfAvailable { right in
      guard left.count == right.count else { return false }
      var difference: UInt8 = 0
      for index in 0..<left.count { difference |= left[index] ^ right[index] }
      return difference == 0
    }
  }
  if let same = same.flatMap(\.self) { return same }
  guard left.count == right.count else { return false }
  var difference: UInt8 = 0
  for (a, b) in zip(left, right) { difference |= a ^ b }
  return difference == 0
}
