/// Cuts a text that comes in pieces into ``TextBlock``s. Where they are cut depends on the text
/// alone, never on how it came in pieces; no more than a block and a piece are kept.
struct BlockReader {
  /// Bytes of a block, about.
  static let blockSize = 256 * 1024
  /// Bytes of the text before that a block repeats: more than an encoded value can have.
  static let lookBehind = 1024
  /// How far from its end a block within a line is searched for the end of a word.
  private static let slack = 4096

  private var decoder = TextDecoder()
  private let next: () throws -> [UInt8]?
  private var isAtEnd = false
  /// What has come; up to ``taken`` it is in blocks already.
  private var waiting: [UInt8] = []
  private var taken = 0
  private var behind: [UInt8] = []
  private var behindLine = 1
  private var line = 1
  private var startsLine = true

  /// Reads from a source that gives nil at its end.
  init(_ next: @escaping () throws -> [UInt8]?) { self.next = next }

  /// The next block; nil at the end.
  mutating func block() throws -> TextBlock? {
    try fill()
    guard taken < waiting.count else { return nil }
    let end = cut()
    let isLast = isAtEnd && end == waiting.count
    var bytes = behind
    bytes.append(contentsOf: waiting[taken..<end])
    taken = end
    let block = TextBlock(
      bytes: bytes, freshStart: behind.count, firstLine: behindLine, freshLine: line,
      startsLine: startsLine, endsLine: isLast || Self.isLineEnd(bytes[bytes.count - 1]))
    let kept = max(0, bytes.count - Self.lookBehind)
    behindLine += TextBlock.lineEnds(in: bytes, 0..<kept)
    line = behindLine + TextBlock.lineEnds(in: bytes, kept..<bytes.count)
    behind = Array(bytes[kept...])
    startsLine = block.endsLine
    return block
  }

  private mutating func fill() throws {
    // One byte more than a block, so that a carriage return at its end is told from a line's end.
    while !isAtEnd, waiting.count - taken <= Self.blockSize {
      try Task.checkCancellation()
      waiting.removeFirst(taken)
      taken = 0
      guard let piece = try next() else {
        isAtEnd = true
        decoder.finish(into: &waiting)
        return
      }
      decoder.decode(piece, into: &waiting)
    }
  }

  /// Where in what waits the next block ends.
  private func cut() -> Int {
    let end = min(waiting.count, taken + Self.blockSize)
    if isAtEnd, end == waiting.count { return end }
    return waiting.withUnsafeBufferPointer { bytes in
      var index = end
      while index > taken {
        let byte = bytes[index - 1]
        if byte == 0x0A || (byte == 0x0D && bytes[index] != 0x0A) { return index }
        index -= 1
      }
      for delimiter in [UInt8(ascii: "}"), UInt8(ascii: ","), UInt8(ascii: " ")] {
        index = end
        while index > end - Self.slack {
          if bytes[index - 1] == delimiter { return index }
          index -= 1
        }
      }
      // A carriage return and the line feed after it stay together.
      return bytes[end - 1] == 0x0D ? end - 1 : end
    }
  }

  private static func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }
}
