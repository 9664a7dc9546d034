import Crypto

/// Bytes as the signer appends them: one growing buffer per request and no intermediate strings.
typealias Bytes = [UInt8]

extension UInt8 {
  /// ASCII letters, digits, `-`, `.`, `_` and `~`: the characters that RFC 3986 leaves as they are.
  var isUnreserved: Bool {
    switch self {
    case 0x41...0x5A, 0x61...0x7A, 0x30...0x39, 0x2D, 0x2E, 0x5F, 0x7E: true
    default: false
    }
  }

  /// Space, tab, line feed, vertical tab, form feed and carriage return.
  var isWhitespace: Bool { self == 0x20 || (0x09...0x0D).contains(self) }

  /// The lower-case form of an ASCII letter, anything else unchanged.
  var asciiLowercased: UInt8 { (0x41...0x5A).contains(self) ? self + 32 : self }
}

extension Bytes {
  private static let upperDigits = Bytes("0123456789ABCDEF".utf8)
  private static let lowerDigits = Bytes("0123456789abcdef".utf8)

  /// Appends `%XX`.
  mutating func appendPercentEncoded(_ byte: UInt8) {
    append(0x25)
    append(Self.upperDigits[Int(byte >> 4)])
    append(Self.upperDigits[Int(byte & 15)])
  }

  /// Appends lower-case hexadecimal digits.
  mutating func appendHex(_ bytes: some Sequence<UInt8>) {
    for byte in bytes {
      append(Self.lowerDigits[Int(byte >> 4)])
      append(Self.lowerDigits[Int(byte & 15)])
    }
  }

  /// The SHA-256 of all bytes in lower-case hexadecimal digits.
  var sha256Hex: Bytes {
    var hash = SHA256()
    withUnsafeBytes { hash.update(bufferPointer: $0) }
    var hex = Bytes()
    hex.reserveCapacity(64)
    hex.appendHex(hash.finalize())
    return hex
  }
}

/// Whether a byte sequence comes before another; shorter ones first among equals.
func precedes(_ left: some Collection<UInt8>, _ right: some Collection<UInt8>) -> Bool {
  left.lexicographicallyPrecedes(right)
}
