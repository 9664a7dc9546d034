extension HintScanner {
  /// The longest line that may be a name.
  private static let longestName = 256

  /// A whole line: it may be the hint itself, quoted, or as a diff or a list has it.
  mutating func readWhole(
    _ bytes: UnsafeBufferPointer<UInt8>, _ line: Range<Int>, line number: Int
  ) {
    guard line.count <= Self.longestName + 8 else { return }
    let range = Self.trimmed(bytes, line)
    guard !range.isEmpty, range.count <= Self.longestName else { return }
    let first = bytes[range.lowerBound]
    let isMark = first == UInt8(ascii: "+") || first == UInt8(ascii: "-") || first == 0x3E
    guard isMark, range.count > 4 else {
      return readHint(bytes, range, line: number, isDoubtful: false)
    }
    readHint(
      bytes, Self.trimmed(bytes, (range.lowerBound + 1)..<range.upperBound), line: number,
      isDoubtful: false)
    readHint(bytes, range, line: number, isDoubtful: true)
  }

  private mutating func readHint(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, line: Int, isDoubtful: Bool
  ) {
    guard !range.isEmpty else { return }
    var shapes: [LeakHint.Shape] = []
    var isStrong = false
    let text = bytes[range]
    if !text.contains(where: { ByteClass.isSpace($0) }) {
      if let (prefix, suffix) = MaskedText.whole(bytes, range) {
        if prefix.count + suffix.count >= 4 {
          shapes.append(.masked(prefix: prefix, suffix: suffix))
          isStrong = true
        } else {
          book.tooShort += 1
        }
      }
      isStrong = readWord(bytes, range, into: &shapes) || isStrong
    }
    if filter.map({ $0.hasName(ofLength: text.count) }) ?? true {
      let name = String(decoding: text, as: UTF8.self)
      if filter.map({ $0.has(name: name) }) ?? true { shapes.append(.name(name)) }
    }
    guard !shapes.isEmpty else { return }
    book.add(shapes, line: line, isStrong: isStrong && !isDoubtful)
  }

  /// What a line without spaces may be beside a name; true when it is likely to be that.
  private func readWord(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, into shapes: inout [LeakHint.Shape]
  ) -> Bool {
    let text = bytes[range]
    var isStrong = false
    let mark = Array("sha256:".utf8)
    let digits = text.starts(with: mark) ? text.dropFirst(mark.count) : text
    let isHex = (8...64).contains(digits.count) && digits.allSatisfy { ByteClass.isHex($0) }
    if isHex {
      shapes.append(.hash(digits.map { ByteClass.lowered($0) }))
      // A word such as “deadbeef” may be a name; a fingerprint has digits.
      isStrong =
        digits.count != text.count
        || (digits.contains { ByteClass.isDigit($0) } && digits.count != 10)
    }
    if digits.count != text.count {
      if isHex, digits.count == 12 {
        let shown = digits.map { ByteClass.lowered($0) }
        shapes.append(.shownId("sha256:" + String(decoding: shown, as: UTF8.self)))
      }
      return isStrong
    }
    if text.count == 10, text.allSatisfy({ ByteClass.isLower($0) || ByteClass.isDigit($0) }) {
      shapes.append(.id(String(decoding: text, as: UTF8.self)))
      isStrong = true
    }
    if (20...128).contains(text.count), filter == nil || Self.mayBeValue(text) {
      shapes.append(.value(Array(text)))
      isStrong = Self.mayBeValue(text) || isStrong
    }
    return isStrong
  }

  /// Whether a line looks like a value, and not like code, a path or an address.
  static func mayBeValue(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    let others = Array("-_.+/=~!@#$%^&*".utf8)
    var slashes = 0
    var classes = (lower: false, upper: false, digit: false)
    var padding = false
    for byte in text {
      if ByteClass.isLower(byte) {
        classes.lower = true
      } else if ByteClass.isUpper(byte) {
        classes.upper = true
      } else if ByteClass.isDigit(byte) {
        classes.digit = true
      } else if !others.contains(byte) {
        return false
      }
      // An equals sign before the end is an assignment, at the end it fills up base64.
      if byte == UInt8(ascii: "=") { padding = true } else if padding { return false }
      if byte == UInt8(ascii: "/") { slashes += 1 }
    }
    if slashes > 0 {
      return classes.lower && classes.upper && classes.digit && slashes <= 3
        && text.first != UInt8(ascii: "/")
    }
    return true
  }

  /// Without spaces, quotes around and a comma or semicolon behind.
  private static func trimmed(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
  ) -> Range<Int> {
    var low = range.lowerBound
    var high = range.upperBound
    func trimSpaces() {
      while low < high, ByteClass.isSpace(bytes[low]) || bytes[low] == 0 { low += 1 }
      while low < high, ByteClass.isSpace(bytes[high - 1]) || bytes[high - 1] == 0 { high -= 1 }
    }
    trimSpaces()
    if high - low > 1, bytes[high - 1] == UInt8(ascii: ",") || bytes[high - 1] == UInt8(ascii: ";")
    {
      high -= 1
    }
    if high - low > 2, bytes[low] == bytes[high - 1],
      bytes[low] == 0x22 || bytes[low] == 0x27 || bytes[low] == UInt8(ascii: "`")
    {
      low += 1
      high -= 1
    }
    trimSpaces()
    return low..<high
  }
}
