/// Collects the bytes of a bracketed paste up to its end mark.
struct PasteCollector {
  private static let end: [UInt8] = Array("\u{1B}[201~".utf8)

  private let limit: Int
  private var bytes: [UInt8] = []
  private var matched = 0

  /// Makes a collector that keeps so many bytes; the rest is read and dropped.
  init(limit: Int = 4 << 20) { self.limit = limit }

  /// How many bytes may be read without taking anything that follows the end mark.
  var wanted: Int { Self.end.count - matched }

  /// Takes what was read, never more than ``wanted``; returns the text when the mark is complete.
  mutating func feed(_ chunk: some Sequence<UInt8>) -> String? {
    for byte in chunk {
      if byte == Self.end[matched] {
        matched += 1
        if matched == Self.end.count { return text() }
        continue
      }
      // No proper prefix of the mark occurs inside it, so a mismatch starts over at this byte.
      if matched > 0 { keep(Self.end[..<matched]) }
      matched = byte == Self.end[0] ? 1 : 0
      if matched == 0 { keep(CollectionOfOne(byte)) }
    }
    return nil
  }

  private mutating func keep(_ more: some Collection<UInt8>) {
    let room = limit - bytes.count
    bytes.append(contentsOf: more.prefix(max(0, room)))
  }

  /// The text, with the line ends that a program uses.
  private func text() -> String {
    var lines: [UInt8] = []
    lines.reserveCapacity(bytes.count)
    var afterReturn = false
    for byte in bytes {
      if byte == 0x0A, afterReturn {
        afterReturn = false
        continue
      }
      afterReturn = byte == 0x0D
      lines.append(afterReturn ? 0x0A : byte)
    }
    return String(decoding: lines, as: UTF8.self)
  }
}
