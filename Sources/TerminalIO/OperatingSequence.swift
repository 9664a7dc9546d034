import Canvas

/// Sequences for the terminal's window and clipboard, which ncurses knows nothing of.
enum OperatingSequence {
  /// The most that terminals are known to take, in encoded bytes.
  static let clipboardLimit = 74_994

  /// Sets the title of the window. Control characters are left out, and what a terminal of this
  /// glyph set cannot show is a `?`.
  static func title(_ text: String, glyphs: GlyphSet) -> String {
    var safe = String.UnicodeScalarView()
    for scalar in text.unicodeScalars.prefix(200) {
      if scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) { continue }
      safe.append(glyphs == .ascii && !scalar.isASCII ? "?" : scalar)
    }
    return "\u{1B}]2;" + String(safe) + "\u{07}"
  }

  /// Puts a text on the clipboard (OSC 52); nil when it is too long. Inside of tmux it is sent
  /// a second time, marked to be passed through.
  static func copy(_ text: String, insideTmux: Bool) -> String? {
    let encoded = base64(Array(text.utf8))
    guard encoded.utf8.count <= clipboardLimit else { return nil }
    let sequence = "\u{1B}]52;c;" + encoded + "\u{07}"
    guard insideTmux else { return sequence }
    return sequence + "\u{1B}Ptmux;\u{1B}" + sequence + "\u{1B}\\"
  }

  private static func base64(_ bytes: [UInt8]) -> String {
    let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let left = bytes.count - start
      var three = Int(bytes[start]) << 16
      if left > 1 { three |= Int(bytes[start + 1]) << 8 }
      if left > 2 { three |= Int(bytes[start + 2]) }
      text.append(digits[three >> 18])
      text.append(digits[three >> 12 & 63])
      text.append(left > 1 ? digits[three >> 6 & 63] : 0x3D)
      text.append(left > 2 ? digits[three & 63] : 0x3D)
    }
    return String(decoding: text, as: UTF8.self)
  }
}
