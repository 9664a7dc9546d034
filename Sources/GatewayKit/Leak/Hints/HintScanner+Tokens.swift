extension HintScanner {
  /// What stands within a line: values after a word that says so, masked values, ids, hosts.
  mutating func readTokens(
    _ bytes: UnsafeBufferPointer<UInt8>, _ line: Range<Int>, line number: Int
  ) {
    ByteClass.token.withUnsafeBufferPointer { isToken in
      var index = line.lowerBound
      var previous = line.lowerBound..<line.lowerBound
      var captured = line.lowerBound
      while index < line.upperBound {
        let byte = bytes[index]
        if isToken[Int(byte)] {
          var start = index
          repeat { index += 1 } while index < line.upperBound && isToken[Int(bytes[index])]
          start = Self.skipEscape(bytes, start..<index, line)
          let token = start..<index
          if token.count >= 2 {
            if start >= captured {
              captured = readField(bytes, token, previous, line, line: number)
              readToken(bytes, token, previous, line, line: number)
            }
            previous = token
          }
        } else if byte == UInt8(ascii: "*") || byte == UInt8(ascii: ".") || byte == 0xE2,
          let run = MaskedText.runEnd(in: bytes, from: index, to: line.upperBound)
        {
          if index >= captured {
            var end = run.end
            while end < line.upperBound, isToken[Int(bytes[end])] { end += 1 }
            let prefix = previous.upperBound == index ? previous : index..<index
            readMasked(bytes, prefix, run.end..<end, run.hasStars, line, line: number)
            captured = end
          }
          index = run.end
        } else {
          index += 1
        }
      }
    }
    if filter == nil { readLongRuns(bytes, line, line: number) }
  }

  /// `\n` before a token in a JSON string is no part of it.
  private static func skipEscape(
    _ bytes: UnsafeBufferPointer<UInt8>, _ token: Range<Int>, _ line: Range<Int>
  ) -> Int {
    let start = token.lowerBound
    guard start > line.lowerBound, bytes[start - 1] == UInt8(ascii: "\\") else { return start }
    switch bytes[start] {
    case UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"): return start + 1
    case UInt8(ascii: "u"): return min(start + 5, token.upperBound)
    default: return start
    }
  }

  private mutating func readToken(
    _ bytes: UnsafeBufferPointer<UInt8>, _ token: Range<Int>, _ previous: Range<Int>,
    _ line: Range<Int>, line number: Int
  ) {
    switch token.count {
    case 8 where bytes[token].elementsEqual("REDACTED".utf8):
      // A field of its own in a CSV; in JSON the field's name has taken it already.
      let before = token.lowerBound > line.lowerBound ? bytes[token.lowerBound - 1] : 0x2C
      let after = token.upperBound < line.upperBound ? bytes[token.upperBound] : 0x2C
      if [0x2C, 0x22].contains(before), [0x2C, 0x22].contains(after) { book.redacted += 1 }
    case 10:
      guard bytes[token].allSatisfy({ ByteClass.isLower($0) || ByteClass.isDigit($0) }) else {
        return
      }
      let id = String(decoding: bytes[token], as: UTF8.self)
      if filter.map({ $0.has(id: id) }) ?? true {
        book.add([.id(id)], line: number, isStrong: false)
      }
    case 11 where bytes[token].elementsEqual("execute-api".utf8):
      readHost(bytes, token, previous, line)
    case 20...128:
      let text = bytes[token]
      guard !book.isFullOfValues else {
        if Self.isFreeValue(text) { book.leaveOut() }
        return
      }
      if Self.isFreeValue(text) {
        book.add([.value(Array(text))], line: number, isStrong: true)
      } else if token.count == 64, text.allSatisfy({ ByteClass.isHex($0) }) {
        book.add(
          [.hash(text.map { ByteClass.lowered($0) }), .value(Array(text))], line: number,
          isStrong: false)
      } else if filter == nil {
        book.add([.value(Array(text))], line: number, isStrong: false)
      }
    default: break
    }
  }

  /// Letters of both kinds and digits, without a break: what generated values look like, and what
  /// words, numbers, hashes and UUIDs do not.
  private static func isFreeValue(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    var lower = false
    var upper = false
    var digit = false
    for byte in text {
      if ByteClass.isLower(byte) {
        lower = true
      } else if ByteClass.isUpper(byte) {
        upper = true
      } else if ByteClass.isDigit(byte) {
        digit = true
      } else {
        return false
      }
    }
    return lower && upper && digit
  }

  private mutating func readMasked(
    _ bytes: UnsafeBufferPointer<UInt8>, _ prefix: Range<Int>, _ suffix: Range<Int>,
    _ hasStars: Bool, _ line: Range<Int>, line number: Int
  ) {
    let total = prefix.count + suffix.count
    guard total >= 4, prefix.count < 128, suffix.count < 128 else { return }
    // `***bold***` is no value, and `a long list...` ends a sentence.
    if suffix.upperBound < line.upperBound, bytes[suffix.upperBound] == UInt8(ascii: "*") { return }
    if suffix.isEmpty || (prefix.isEmpty && !hasStars) { return }
    let known = Array(bytes[prefix]) + Array(bytes[suffix])
    let hasDigit = known.contains { ByteClass.isDigit($0) }
    let hasLetter = known.contains { ByteClass.isLetter($0) }
    let isMixed =
      hasLetter && known.contains { ByteClass.isUpper($0) }
      && known.contains { ByteClass.isLower($0) }
    guard hasDigit || isMixed else { return }
    book.add(
      [.masked(prefix: Array(bytes[prefix]), suffix: Array(bytes[suffix]))], line: number,
      isStrong: hasLetter && (hasStars || (hasDigit && total >= 8)))
  }

  /// `abc123.execute-api.eu-west-1.amazonaws.com`
  private mutating func readHost(
    _ bytes: UnsafeBufferPointer<UInt8>, _ token: Range<Int>, _ previous: Range<Int>,
    _ line: Range<Int>
  ) {
    var end = token.upperBound
    guard end + 1 < line.upperBound, bytes[end] == UInt8(ascii: ".") else { return }
    let start = end + 1
    end = start
    while end < line.upperBound, bytes[end] != UInt8(ascii: "."),
      ByteClass.isLower(bytes[end]) || ByteClass.isDigit(bytes[end])
        || bytes[end] == UInt8(ascii: "-")
    { end += 1 }
    guard end < line.upperBound, bytes[end] == UInt8(ascii: "."), (5...25).contains(end - start)
    else { return }
    let isLabelled =
      previous.upperBound + 1 == token.lowerBound
      && bytes[previous.upperBound] == UInt8(ascii: ".")
    let label = isLabelled ? String(decoding: bytes[previous], as: UTF8.self) : ""
    book.add(
      ExecuteAPIHost(
        apiId: label.hasPrefix("vpce-") ? "" : label,
        region: String(decoding: bytes[start..<end], as: UTF8.self)))
  }

  /// Runs without spaces, which may be values with any characters in them.
  private mutating func readLongRuns(
    _ bytes: UnsafeBufferPointer<UInt8>, _ line: Range<Int>, line number: Int
  ) {
    ByteClass.ending.withUnsafeBufferPointer { isEnding in
      var start = line.lowerBound
      while start < line.upperBound {
        var end = start
        var isToken = true
        while end < line.upperBound, !isEnding[Int(bytes[end])] {
          isToken = isToken && ByteClass.token[Int(bytes[end])]
          end += 1
        }
        if end - start >= ValueMatcher.shortest {
          book.hasLongRuns = true
          if !isToken, end - start <= 128 {
            book.add([.value(Array(bytes[start..<end]))], line: number, isStrong: false)
          }
        }
        start = end + 1
      }
    }
  }
}
