/// Reads hints out of a text, block by block.
struct HintScanner {
  /// What was read so far.
  var book = HintBook()
  /// The ids and names that there are, where that is known; without it all that may be one is kept.
  let filter: KeyFilter?

  init(filter: KeyFilter? = nil) { self.filter = filter }

  /// Reads the new part of a block.
  mutating func read(_ block: TextBlock) {
    block.bytes.withUnsafeBufferPointer { bytes in
      var start = block.freshStart
      var line = block.freshLine
      var startsLine = block.startsLine
      while start < bytes.count {
        var end = start
        while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
        if end > start {
          if startsLine, end < bytes.count || block.endsLine {
            readWhole(bytes, start..<end, line: line)
          }
          readTokens(bytes, start..<end, line: line)
        }
        guard end < bytes.count else { return }
        let isPair = bytes[end] == 0x0D && end + 1 < bytes.count && bytes[end + 1] == 0x0A
        start = end + (isPair ? 2 : 1)
        line += 1
        startsLine = true
      }
    }
  }
}
