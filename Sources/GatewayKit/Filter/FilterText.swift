import Glibc

/// A text that is looked for, lower-cased once, as bytes.
struct FilterText: Hashable, Sendable {
  private let bytes: [UInt8]
  private let isASCII: Bool

  init(_ text: some StringProtocol) {
    bytes = Array(text.lowercased().utf8)
    isASCII = bytes.allSatisfy { $0 < 0x80 }
  }

  /// Whether a text that is lower case already contains this one.
  func isContained(inLowercased text: String) -> Bool {
    Self.withBytes(of: text) { Self.contains($0, bytes) }
  }

  /// Whether all characters stand in a lower-case text in this order.
  func isSubsequence(ofLowercased text: String) -> Bool {
    Self.withBytes(of: text) { haystack in
      var rest = haystack[...]
      for byte in bytes {
        guard let base = haystack.baseAddress,
          let found = memchr(base + rest.startIndex, Int32(byte), rest.count)
        else { return false }
        rest = haystack[(UnsafeRawPointer(found) - UnsafeRawPointer(base) + 1)...]
      }
      return true
    }
  }

  /// Whether a text in any case contains this one.
  func isContained(in text: String) -> Bool {
    Self.withBytes(of: text) { haystack in
      guard Self.isASCII(haystack), isASCII else {
        return isContained(inLowercased: text.lowercased())
      }
      guard haystack.count >= bytes.count else { return false }
      for start in 0...(haystack.count - bytes.count)
      where Self.isEqual(haystack, from: start, bytes) {
        return true
      }
      return false
    }
  }

  /// Whether a text in any case is this one.
  func isEqual(to text: String) -> Bool {
    Self.withBytes(of: text) { other in
      guard Self.isASCII(other), isASCII else { return Array(text.lowercased().utf8) == bytes }
      return other.count == bytes.count && Self.isEqual(other, from: 0, bytes)
    }
  }

  private static func withBytes<Result>(
    of text: String, _ work: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    if let result = text.utf8.withContiguousStorageIfAvailable(work) { return result }
    return Array(text.utf8).withUnsafeBufferPointer(work)
  }

  private static func contains(_ haystack: UnsafeBufferPointer<UInt8>, _ needle: [UInt8]) -> Bool {
    guard let first = needle.first else { return true }
    guard let base = haystack.baseAddress else { return false }
    return needle.withUnsafeBufferPointer { needle in
      guard let pattern = needle.baseAddress else { return true }
      var start = 0
      while haystack.count - start >= needle.count {
        let room = haystack.count - start - needle.count + 1
        guard let hit = memchr(base + start, Int32(first), room) else { return false }
        let found = UnsafeRawPointer(hit) - UnsafeRawPointer(base)
        guard memcmp(hit, pattern, needle.count) != 0 else { return true }
        start = found + 1
      }
      return false
    }
  }

  private static func isASCII(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    bytes.allSatisfy { $0 < 0x80 }
  }

  private static func isEqual(
    _ haystack: UnsafeBufferPointer<UInt8>, from start: Int, _ needle: [UInt8]
  ) -> Bool {
    for index in needle.indices {
      let byte = haystack[start + index]
      let lower = byte >= 0x41 && byte <= 0x5A ? byte + 0x20 : byte
      guard lower == needle[index] else { return false }
    }
    return true
  }
}
