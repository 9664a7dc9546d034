import Crypto

/// A run of bytes.
typealias Bytes = [UInt8]

extension UInt8 {
  /// ASCII letters, digits, `-`, `.`, `_` and `~`: the characters that RFC 3986 leaves as they are.
  var isUnreserved: Bool {
    switch self {
    case 0x61...0x7A, 0x41...0x5A, 0x30...0x39, 0x2D, 0x2E, 0x5F, 0x7E: true
    default: false
    }
  }

  /// Space, tab, line feed, vertical tab, form feed and carriage return.
  var isWhitespace: Bool { self == 0x20 || (0x09...0x0D).contains(self) }

  /// The lower-case form of an ASCII letter, anything else unchanged.
  var asciiLowercased: UInt8 { (0x41...0x5A).contains(self) ? self + 32 : self }

  /// `0` to `F` for a number below 16.
  var upperHexDigit: UInt8 { self < 10 ? 0x30 + self : 0x37 + self }

  /// `0` to `f` for a number below 16.
  var lowerHexDigit: UInt8 { self < 10 ? 0x30 + self : 0x57 + self }
}

extension Bytes {
  /// The SHA-256 of all bytes in lower-case hexadecimal digits.
  var sha256Hex: Bytes {
    var hash = SHA256()
    withUnsafeBytes { hash.update(bufferPointer: $0) }
    return hash.finalize().withUnsafeBytes(Bytes.init(hexDigitsOf:))
  }

  /// Two lower-case hexadecimal digits for each byte.
  init(hexDigitsOf bytes: UnsafeRawBufferPointer) {
    self.init(unsafeUninitializedCapacity: bytes.count * 2) { digits, count in
      for byte in bytes {
        digits[count] = (byte >> 4).lowerHexDigit
        digits[count + 1] = (byte & 15).lowerHexDigit
        count += 2
      }
    }
  }
}

extension String {
  /// Whether the text is the given lower-case ASCII name when case does not count.
  func isHeader(_ lowercased: StaticString) -> Bool {
    guard utf8.count == lowercased.utf8CodeUnitCount else { return false }
    var name = lowercased.utf8Start
    for byte in utf8 {
      if byte.asciiLowercased != name.pointee { return false }
      name += 1
    }
    return true
  }
}
