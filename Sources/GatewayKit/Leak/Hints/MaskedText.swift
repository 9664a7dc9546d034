/// Reads what is written for a value of which a part is left out: `px1KW6...qBazOJH`,
/// `px1KW6…qBazOJH`, `***gE96dR`, `****…gE96dR`, `px1KW6...`.
enum MaskedText {
  /// The end of a run of stars, dots, bullets and ellipses; nil when none begins here. A run is two
  /// stars or bullets, three dots, or one ellipsis, and more.
  static func runEnd(
    in bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int
  ) -> (end: Int, hasStars: Bool)? {
    var index = start
    var marks = 0
    var dots = 0
    var hasEllipsis = false
    while index < end {
      let byte = bytes[index]
      if byte == UInt8(ascii: "*") {
        marks += 1
        index += 1
      } else if byte == UInt8(ascii: ".") {
        dots += 1
        index += 1
      } else if byte == 0xE2, index + 2 < end, bytes[index + 1] == 0x80,
        bytes[index + 2] == 0xA6 || bytes[index + 2] == 0xA2
      {
        if bytes[index + 2] == 0xA6 { hasEllipsis = true } else { marks += 1 }
        index += 3
      } else {
        break
      }
    }
    guard marks >= 2 || dots >= 3 || hasEllipsis else { return nil }
    return (index, marks >= 2)
  }

  /// A whole line as a masked value; nil when it is none.
  static func whole(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
  ) -> (prefix: [UInt8], suffix: [UInt8])? {
    var index = range.lowerBound
    while index < range.upperBound {
      if let run = runEnd(in: bytes, from: index, to: range.upperBound) {
        let prefix = Array(bytes[range.lowerBound..<index])
        let suffix = Array(bytes[run.end..<range.upperBound])
        guard isPart(prefix), isPart(suffix), !(prefix.isEmpty && suffix.isEmpty) else {
          return nil
        }
        return (prefix, suffix)
      }
      index += 1
    }
    return nil
  }

  /// Whether bytes can be a part of a value that is left readable.
  private static func isPart(_ bytes: [UInt8]) -> Bool {
    bytes.count < 128
      && bytes.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "*") && $0 != 0x22 }
  }
}
