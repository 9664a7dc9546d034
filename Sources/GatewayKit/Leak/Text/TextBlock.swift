/// A piece of leaked text that can be looked at by itself: it ends with a line, or, within a line
/// that is too long for that, where a word ends.
struct TextBlock: Sendable {
  /// The end of what came before, and what is new.
  var bytes: [UInt8]
  /// Where in ``bytes`` the new part begins. What lies before it has been looked at; it is there
  /// because a value may begin in it.
  var freshStart: Int
  /// The number of the line that ``bytes`` begins in, from 1.
  var firstLine: Int
  /// The number of the line that the new part begins in.
  var freshLine: Int
  /// Whether the new part begins with a line.
  var startsLine: Bool
  /// Whether it ends with one.
  var endsLine: Bool

  /// The number of the line that a place in ``bytes`` lies in.
  func line(at offset: Int) -> Int {
    firstLine + Self.lineEnds(in: bytes, 0..<min(offset, bytes.count))
  }

  /// Line ends within a range: line feeds, and carriage returns that no line feed follows.
  static func lineEnds(in bytes: [UInt8], _ range: Range<Int>) -> Int {
    bytes.withUnsafeBufferPointer { bytes in
      var count = 0
      for index in range {
        if bytes[index] == 0x0A {
          count += 1
        } else if bytes[index] == 0x0D {
          if index + 1 == bytes.count || bytes[index + 1] != 0x0A { count += 1 }
        }
      }
      return count
    }
  }
}
