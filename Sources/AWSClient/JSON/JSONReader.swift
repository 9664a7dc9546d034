/// Reads JSON from bytes, one value after the other, without building a tree.
///
/// Made for answers of AWS and of what imitates it: `null` reads as absent everywhere, numbers and
/// booleans may come as strings and the other way round, and a list of one may come as its element.
struct JSONReader {
  let bytes: [UInt8]
  var index = 0

  /// Reads from the first byte on.
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// Reads a whole text: one value and nothing after it.
  static func read<Value>(
    _ bytes: [UInt8], _ body: (inout JSONReader) throws(JSONFailure) -> Value
  ) throws(JSONFailure) -> Value {
    var reader = JSONReader(bytes)
    // A byte order mark.
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { reader.index = 3 }
    let value = try body(&reader)
    reader.skipSpace()
    guard reader.index == bytes.count else { throw reader.failure(.malformed) }
    return value
  }

  /// What the next value is, by its first byte.
  enum Next {
    case string, number, bool, null, object, array
  }

  /// Looks at the next value without taking it.
  mutating func next() throws(JSONFailure) -> Next {
    skipSpace()
    switch try peek() {
    case UInt8(ascii: "\""): return .string
    case UInt8(ascii: "{"): return .object
    case UInt8(ascii: "["): return .array
    case UInt8(ascii: "t"), UInt8(ascii: "f"): return .bool
    case UInt8(ascii: "n"): return .null
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number
    default: throw failure(.malformed)
    }
  }

  /// Reads an object, giving each name to `member`, which must take the value or skip it. `null`
  /// reads as an object without members.
  mutating func object(
    _ member: (String, inout JSONReader) throws(JSONFailure) -> Void
  ) throws(JSONFailure) {
    if try takeNull() { return }
    guard try next() == .object else { throw failure(.unexpectedType) }
    try take(UInt8(ascii: "{"))
    skipSpace()
    if try peek() == UInt8(ascii: "}") {
      index += 1
      return
    }
    while true {
      skipSpace()
      let name = try quoted()
      skipSpace()
      try take(UInt8(ascii: ":"))
      try member(name, &self)
      skipSpace()
      if try goesOn(until: UInt8(ascii: "}")) == false { return }
    }
  }

  /// Reads a list, calling `element` at each; what is no list counts as a list of one, and `null` as
  /// an empty one.
  mutating func list(
    _ element: (inout JSONReader) throws(JSONFailure) -> Void
  ) throws(JSONFailure) {
    if try takeNull() { return }
    guard try next() == .array else {
      try element(&self)
      return
    }
    index += 1
    skipSpace()
    if try peek() == UInt8(ascii: "]") {
      index += 1
      return
    }
    while true {
      try element(&self)
      skipSpace()
      if try goesOn(until: UInt8(ascii: "]")) == false { return }
    }
  }

  /// Passes over the next value, whatever it is.
  mutating func skip() throws(JSONFailure) {
    var depth = 0
    repeat {
      skipSpace()
      let byte = try peek()
      switch byte {
      case UInt8(ascii: "\""): try skipString()
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        depth += 1
        index += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        guard depth > 0 else { throw failure(.malformed) }
        depth -= 1
        index += 1
      case UInt8(ascii: ","), UInt8(ascii: ":"):
        guard depth > 0 else { throw failure(.malformed) }
        index += 1
      default: _ = try bareWord()
      }
    } while depth > 0
  }

  /// Fails with what is wrong and where.
  func failure(_ problem: JSONFailure.Problem) -> JSONFailure {
    JSONFailure(problem: problem, offset: index)
  }
}

// What one value is made of; the lenient readings of values are in an extension of their own.
extension JSONReader {
  /// Takes `null` when it is next.
  mutating func takeNull() throws(JSONFailure) -> Bool {
    guard try next() == .null else { return false }
    guard try word() == "null" else { throw failure(.malformed) }
    return true
  }

  /// Reads a string literal.
  mutating func quoted() throws(JSONFailure) -> String {
    try take(UInt8(ascii: "\""))
    let start = index
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\"") {
        defer { index += 1 }
        return String(decoding: bytes[start..<index], as: UTF8.self)
      }
      if byte == UInt8(ascii: "\\") { return try escaped(from: start) }
      index += 1
    }
    throw failure(.truncated)
  }

  /// Reads a number or one of the three words, as text.
  mutating func word() throws(JSONFailure) -> String {
    String(decoding: bytes[try bareWord()], as: UTF8.self)
  }

  /// Reads whole numbers without a detour through text; nil, and nothing taken, for other numbers.
  mutating func wholeNumber() -> Int? {
    var position = index
    var value = 0
    let isNegative = position < bytes.count && bytes[position] == UInt8(ascii: "-")
    if isNegative { position += 1 }
    let first = position
    while position < bytes.count, position - first < 18 {
      let digit = bytes[position] &- UInt8(ascii: "0")
      guard digit < 10 else { break }
      value = value * 10 + Int(digit)
      position += 1
    }
    guard position > first, position < bytes.count, Self.endsWord(bytes[position]) else {
      return nil
    }
    index = position
    return isNegative ? -value : value
  }

  private mutating func bareWord() throws(JSONFailure) -> Range<Int> {
    let start = index
    while index < bytes.count, !Self.endsWord(bytes[index]) { index += 1 }
    let range = start..<index
    guard !range.isEmpty else { throw failure(.malformed) }
    // A word at the very end may go on in bytes that never came; no answer is a bare word.
    guard index < bytes.count || start == 0 else { throw failure(.truncated) }
    switch bytes[start] {
    case UInt8(ascii: "t"), UInt8(ascii: "f"), UInt8(ascii: "n"):
      guard ["true", "false", "null"].contains(String(decoding: bytes[range], as: UTF8.self)) else {
        throw failure(.malformed)
      }
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): break
    default: throw failure(.malformed)
    }
    return range
  }

  private static func endsWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: ":"), 0x20, 0x09,
      0x0A, 0x0D:
      true
    default: false
    }
  }

  private mutating func goesOn(until end: UInt8) throws(JSONFailure) -> Bool {
    let byte = try peek()
    index += 1
    if byte == end { return false }
    guard byte == UInt8(ascii: ",") else {
      index -= 1
      throw failure(.malformed)
    }
    return true
  }

  func peek() throws(JSONFailure) -> UInt8 {
    guard index < bytes.count else { throw failure(.truncated) }
    return bytes[index]
  }

  private mutating func take(_ byte: UInt8) throws(JSONFailure) {
    guard try peek() == byte else { throw failure(.malformed) }
    index += 1
  }

  fileprivate mutating func skipSpace() {
    while index < bytes.count {
      switch bytes[index] {
      case 0x20, 0x0A, 0x0D, 0x09: index += 1
      default: return
      }
    }
  }

  private mutating func skipString() throws(JSONFailure) {
    index += 1
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\""):
        index += 1
        return
      case UInt8(ascii: "\\"): index += 2
      default: index += 1
      }
    }
    index = bytes.count
    throw failure(.truncated)
  }
}
