/// Writes JSON straight into bytes; a page of 500 keys costs one growing array.
struct JSONWriter {
  /// What was written so far.
  private(set) var bytes: [UInt8] = []
  private var needsComma = false

  /// Starts with room for so many bytes.
  init(capacity: Int = 256) {
    bytes.reserveCapacity(capacity)
  }

  /// Writes an object; the closure writes its fields.
  mutating func object(_ body: (inout JSONWriter) throws -> Void) rethrows {
    try nested(UInt8(ascii: "{"), UInt8(ascii: "}"), body)
  }

  /// Writes an array; the closure writes its elements.
  mutating func array(_ body: (inout JSONWriter) throws -> Void) rethrows {
    try nested(UInt8(ascii: "["), UInt8(ascii: "]"), body)
  }

  /// Writes a field's name; its value must follow.
  mutating func name(_ name: String) {
    separate()
    quoted(name)
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  /// Writes a text.
  mutating func string(_ text: String) {
    separate()
    quoted(text)
  }

  /// Writes a whole number.
  mutating func int(_ number: Int) {
    separate()
    bytes.append(contentsOf: String(number).utf8)
  }

  /// Writes a number with a point, as `10.0`.
  mutating func double(_ number: Double) {
    separate()
    bytes.append(contentsOf: String(number).utf8)
  }

  /// Writes `true` or `false`.
  mutating func bool(_ flag: Bool) {
    separate()
    bytes.append(contentsOf: (flag ? "true" : "false").utf8)
  }

  /// Writes `null`.
  mutating func null() {
    separate()
    bytes.append(contentsOf: "null".utf8)
  }

  /// Writes a field with a text.
  mutating func field(_ name: String, _ text: String) {
    self.name(name)
    string(text)
  }

  /// Writes a field with a text, or nothing at all.
  mutating func field(_ name: String, ifPresent text: String?) {
    if let text { field(name, text) }
  }

  /// Writes a field with a whole number.
  mutating func field(_ name: String, _ number: Int) {
    self.name(name)
    int(number)
  }

  /// Writes a field with a number with a point.
  mutating func field(_ name: String, _ number: Double) {
    self.name(name)
    double(number)
  }

  /// Writes a field with a flag.
  mutating func field(_ name: String, _ flag: Bool) {
    self.name(name)
    bool(flag)
  }

  /// Writes a field with a list of texts.
  mutating func field(_ name: String, _ texts: [String]) {
    self.name(name)
    array { list in for text in texts { list.string(text) } }
  }

  /// Writes a field with a map of texts, in the order of its names.
  mutating func field(_ name: String, _ map: [String: String]) {
    self.name(name)
    object { fields in
      for (key, value) in map.sorted(by: { $0.key < $1.key }) { fields.field(key, value) }
    }
  }

  private mutating func nested(
    _ open: UInt8, _ close: UInt8, _ body: (inout JSONWriter) throws -> Void
  ) rethrows {
    separate()
    bytes.append(open)
    needsComma = false
    try body(&self)
    bytes.append(close)
    needsComma = true
  }

  private mutating func separate() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    needsComma = true
  }

  private mutating func quoted(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    let plain = text.utf8.allSatisfy {
      $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\")
    }
    if plain {
      bytes.append(contentsOf: text.utf8)
    } else {
      for byte in text.utf8 { escape(byte) }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func escape(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"):
      bytes.append(UInt8(ascii: "\\"))
      bytes.append(byte)
    case 0x0A: bytes.append(contentsOf: "\\n".utf8)
    case 0x0D: bytes.append(contentsOf: "\\r".utf8)
    case 0x09: bytes.append(contentsOf: "\\t".utf8)
    case 0..<0x20:
      let hex = String(byte, radix: 16)
      bytes.append(contentsOf: (hex.count == 1 ? "\\u000\(hex)" : "\\u00\(hex)").utf8)
    default: bytes.append(byte)
    }
  }
}
