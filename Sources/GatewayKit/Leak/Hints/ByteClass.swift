/// What bytes are, looked up in a table, since every byte of a text is asked.
enum ByteClass {
  /// Letters, digits, `_` and `-`: what tokens are made of.
  static let token: [Bool] = table { byte in
    isLetter(byte) || isDigit(byte) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
  }

  /// What ends a value that is not in quotes.
  static let ending: [Bool] = table { byte in
    byte <= 0x20 || Array("\"'`,;&<>()[]{}|\\".utf8).contains(byte) || byte == 0x7F
  }

  static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
  static func isLower(_ byte: UInt8) -> Bool { byte >= 0x61 && byte <= 0x7A }
  static func isUpper(_ byte: UInt8) -> Bool { byte >= 0x41 && byte <= 0x5A }
  static func isLetter(_ byte: UInt8) -> Bool { isLower(byte) || isUpper(byte) }
  static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) }

  static func isHex(_ byte: UInt8) -> Bool {
    isDigit(byte) || (byte >= 0x61 && byte <= 0x66) || (byte >= 0x41 && byte <= 0x46)
  }

  static func lowered(_ byte: UInt8) -> UInt8 { isUpper(byte) ? byte | 0x20 : byte }

  private static func table(_ has: (UInt8) -> Bool) -> [Bool] {
    (0...255).map { has(UInt8($0)) }
  }
}
