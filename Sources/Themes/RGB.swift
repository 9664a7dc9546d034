/// A colour of 24 bits.
struct RGB: Hashable, Sendable {
  /// Red.
  let red: UInt8
  /// Green.
  let green: UInt8
  /// Blue.
  let blue: UInt8

  /// Makes a colour of its parts.
  init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// Makes a colour of `0xRRGGBB`.
  init(_ value: UInt32) {
    self.init(
      UInt8(truncatingIfNeeded: value >> 16), UInt8(truncatingIfNeeded: value >> 8),
      UInt8(truncatingIfNeeded: value))
  }

  /// Reads six hexadecimal digits, `#` before them or not; nil for anything else.
  init?(hex text: String) {
    let digits = text.hasPrefix("#") ? text.dropFirst() : text[...]
    guard digits.utf8.count == 6, digits.allSatisfy({ $0.isASCII && $0.isHexDigit }),
      let value = UInt32(digits, radix: 16)
    else { return nil }
    self.init(value)
  }

  /// Relative luminance as WCAG 2 defines it, 0 to 1.
  var luminance: Double {
    0.2126 * RGB.linear[Int(red)] + 0.7152 * RGB.linear[Int(green)]
      + 0.0722 * RGB.linear[Int(blue)]
  }

  /// Contrast ratio as WCAG 2 defines it, 1 to 21.
  func contrast(with other: RGB) -> Double {
    let (a, b) = (luminance, other.luminance)
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)
  }

  /// The colour that lies so far on the way to another, 0 to 1.
  func mixed(with other: RGB, _ share: Double) -> RGB {
    func mix(_ from: UInt8, _ to: UInt8) -> UInt8 {
      UInt8((Double(from) + (Double(to) - Double(from)) * min(1, max(0, share))).rounded())
    }
    return RGB(mix(red, other.red), mix(green, other.green), mix(blue, other.blue))
  }

  /// The same colour, or its neighbour where a terminal would take it for an index.
  ///
  /// In direct colour mode the values 0 to 7 mean the eight ANSI colours.
  var safeForDirectMode: RGB {
    red == 0 && green == 0 && blue < 8 ? RGB(1, 1, max(1, blue)) : self
  }

  /// Linear light of each byte of sRGB.
  static let linear: [Double] = (0..<256).map { byte in
    let value = Double(byte) / 255
    return value <= 0.04045 ? value / 12.92 : power((value + 0.055) / 1.055, 2.4)
  }
}
