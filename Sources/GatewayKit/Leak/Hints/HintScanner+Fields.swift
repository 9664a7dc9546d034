extension HintScanner {
  /// What the value after a word is.
  private enum Field {
    /// A key's value, or a part of one.
    case secret
    /// The same, or an id: CloudTrail calls ids `apiKey`.
    case key
    case id
    case name
    case hash
  }

  /// Looks whether a token says what follows it, and takes that. Returns where what was taken ends.
  mutating func readField(
    _ bytes: UnsafeBufferPointer<UInt8>, _ token: Range<Int>, _ previous: Range<Int>,
    _ line: Range<Int>, line number: Int
  ) -> Int {
    guard let field = Self.field(bytes, token, previous) else { return line.lowerBound }
    guard let (range, isQuoted, isAssigned) = Self.following(bytes, token.upperBound, line) else {
      return line.lowerBound
    }
    let text = bytes[range]
    switch field {
    case .secret, .key:
      if text.elementsEqual("REDACTED".utf8) {
        // `Match` repeats what `Secret` says.
        if isQuoted { book.redacted += 1 }
        return range.upperBound
      }
      if field == .key, Self.isID(text), isAssigned {
        book.add(
          [.id(String(decoding: text, as: UTF8.self))], line: number,
          isStrong: text.contains { ByteClass.isDigit($0) })
        return range.upperBound
      }
      return readSecret(bytes, range, isQuoted, isAssigned, line: number)
    case .id:
      guard Self.isID(text) else {
        return readSecret(bytes, range, isQuoted, isAssigned, line: number)
      }
      book.add([.id(String(decoding: text, as: UTF8.self))], line: number, isStrong: true)
    case .name:
      guard isAssigned, text.count <= 256 else { return line.lowerBound }
      let name = String(decoding: text, as: UTF8.self)
      guard filter.map({ $0.has(name: name) }) ?? true else { return line.lowerBound }
      book.add([.name(name)], line: number, isStrong: false)
    case .hash:
      guard (8...64).contains(text.count), text.allSatisfy({ ByteClass.isHex($0) }) else {
        return line.lowerBound
      }
      let digits = text.map { ByteClass.lowered($0) }
      var shapes: [LeakHint.Shape] = [.hash(digits)]
      if digits.count == 12 {
        shapes.append(.shownId("sha256:" + String(decoding: digits, as: UTF8.self)))
      }
      // Whole digests stand in logs for many things.
      book.add(shapes, line: number, isStrong: digits.count < 64)
    }
    return range.upperBound
  }

  private mutating func readSecret(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ isQuoted: Bool,
    _ isAssigned: Bool, line: Int
  ) -> Int {
    let none = range.lowerBound
    if let (prefix, suffix) = MaskedText.whole(bytes, range) {
      let total = prefix.count + suffix.count
      guard total >= (suffix.isEmpty ? 6 : 4) else {
        book.tooShort += 1
        return range.upperBound
      }
      book.add([.masked(prefix: prefix, suffix: suffix)], line: line, isStrong: true)
      return range.upperBound
    }
    guard range.count >= 20 else { return none }
    guard !book.isFullOfValues else {
      book.leaveOut()
      return range.upperBound
    }
    var text = Array(bytes[range])
    if isQuoted, let plain = PlainView.json(text) { text = plain }
    var shapes: [LeakHint.Shape] = []
    for candidate in [text, PlainView.percent(text)] {
      guard let candidate, (20...128).contains(candidate.count),
        !candidate.contains(where: { $0 <= 0x20 })
      else { continue }
      shapes.append(.value(candidate))
    }
    guard !shapes.isEmpty, isAssigned || text.contains(where: { ByteClass.isDigit($0) }) else {
      return none
    }
    book.add(shapes, line: line, isStrong: true)
    return range.upperBound
  }

  /// Whether the last two letters of a word let it be one that says what follows.
  private static func mayBeField(_ bytes: UnsafeBufferPointer<UInt8>, _ end: Int) -> Bool {
    let before = ByteClass.lowered(bytes[end - 2])
    return switch ByteClass.lowered(bytes[end - 1]) {
    case UInt8(ascii: "y"), UInt8(ascii: "n"), UInt8(ascii: "t"): before == UInt8(ascii: "e")
    case UInt8(ascii: "w"): before == UInt8(ascii: "a")
    case UInt8(ascii: "2"): before == UInt8(ascii: "v")
    case UInt8(ascii: "6"): before == UInt8(ascii: "5")
    case UInt8(ascii: "s"): before == UInt8(ascii: "y")
    case UInt8(ascii: "d"): before == UInt8(ascii: "i") || before == UInt8(ascii: "r")
    case UInt8(ascii: "e"): before == UInt8(ascii: "u") || before == UInt8(ascii: "m")
    default: false
    }
  }

  /// What a token says of what follows it; nil for nearly all.
  private static func field(
    _ bytes: UnsafeBufferPointer<UInt8>, _ token: Range<Int>, _ previous: Range<Int>
  ) -> Field? {
    guard token.count <= 40, mayBeField(bytes, token.upperBound) else { return nil }
    // The last eight letters of the word, without what joins its parts: nothing is allocated here,
    // since every word of a text comes by.
    var word: UInt64 = 0
    var length = 0
    for index in token where bytes[index] != 0x2D && bytes[index] != 0x5F {
      word = word << 8 | UInt64(ByteClass.lowered(bytes[index]))
      length += 1
    }
    func ends(_ text: StaticString) -> Bool {
      let size = text.utf8CodeUnitCount
      guard length >= size else { return false }
      var other: UInt64 = 0
      for place in 0..<size { other = other << 8 | UInt64(text.utf8Start[place]) }
      return word & (size == 8 ? .max : 1 << UInt64(size * 8) - 1) == other
    }
    switch UInt8(truncatingIfNeeded: word) {
    case UInt8(ascii: "y"):
      guard ends("key") else { return nil }
      return ends("apikey") && length <= 7 ? .key : .secret
    case UInt8(ascii: "n"): return ends("token") ? .secret : nil
    case UInt8(ascii: "t"): return ends("secret") ? .secret : nil
    case UInt8(ascii: "w"): return ends("raw") && length == 3 ? .secret : nil
    case UInt8(ascii: "2"): return ends("rawv2") && length == 5 ? .secret : nil
    case UInt8(ascii: "6"): return ends("sha256") && length == 6 ? .hash : nil
    case UInt8(ascii: "s"): return ends("apikeys") && length == 7 ? .id : nil
    case UInt8(ascii: "d"):
      if ends("password") { return .secret }
      if ends("keyid") { return .id }
      guard ends("id"), length == 2, previous.count >= 3 else { return nil }
      let tail = bytes[(previous.upperBound - 3)..<previous.upperBound]
      return tail.elementsEqual("key".utf8, by: { ByteClass.lowered($0) == $1 }) ? .id : nil
    case UInt8(ascii: "e"):
      if ends("keyname") { return .name }
      return ends("value") && length == 5 ? .secret : nil
    default: return nil
    }
  }

  /// The text after a word and what stands between: `: "`, `=`, `": "`, `/`; nil when too much does.
  private static func following(
    _ bytes: UnsafeBufferPointer<UInt8>, _ end: Int, _ line: Range<Int>
  ) -> (range: Range<Int>, isQuoted: Bool, isAssigned: Bool)? {
    var start = end
    var isAssigned = false
    loop: while start < line.upperBound {
      switch bytes[start] {
      case UInt8(ascii: ":"), UInt8(ascii: "="), UInt8(ascii: ">"), UInt8(ascii: "/"):
        isAssigned = true
      case 0x20, 0x09, 0x22, 0x27, UInt8(ascii: "\\"): break
      default: break loop
      }
      start += 1
      guard start - end <= 8 else { return nil }
    }
    guard start > end, start < line.upperBound else { return nil }
    let quote = bytes[start - 1]
    if quote == 0x22 || quote == 0x27, bytes[start - 2] != UInt8(ascii: "\\") {
      var close = start
      let limit = min(line.upperBound, start + 800)
      while close < limit, bytes[close] != quote {
        close += bytes[close] == UInt8(ascii: "\\") ? 2 : 1
      }
      guard close < limit else { return nil }
      return (start..<close, true, isAssigned)
    }
    var close = start
    while close < line.upperBound, !ByteClass.ending[Int(bytes[close])] { close += 1 }
    return close > start ? (start..<close, false, isAssigned) : nil
  }

  private static func isID(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    text.count == 10 && text.allSatisfy { ByteClass.isLower($0) || ByteClass.isDigit($0) }
  }
}
