/// What people see of something that matched: never more of a value than six characters of its
/// beginning and seven of its end.
enum LeakWords {
  /// `px1KW6...qBazOJH`; less of a short value.
  static func masked(_ value: some Collection<UInt8>) -> String {
    let (head, tail) = value.count >= 30 ? (6, 7) : (3, 4)
    return text(value.prefix(head)) + "..." + text(value.suffix(tail))
  }

  /// `px1KW6...qBazOJH, the whole value`
  static func value(_ value: some Collection<UInt8>) -> String {
    "\(masked(value)), the whole value"
  }

  /// `px1KW6...qBazOJH, matched first 6 and last 7`
  static func masked(prefix: [UInt8], suffix: [UInt8]) -> String {
    let head = text(prefix.prefix(6))
    let tail = text(suffix.suffix(7))
    if prefix.isEmpty { return "***\(tail), matched last \(suffix.count)" }
    if suffix.isEmpty { return "\(head)..., matched first \(prefix.count)" }
    return "\(head)...\(tail), matched first \(prefix.count) and last \(suffix.count)"
  }

  /// `sha256:3f0a…, the whole hash`
  static func hash(_ digits: [UInt8]) -> String {
    let shown = text(digits.prefix(12))
    return digits.count == 64
      ? "sha256:\(shown)…, the whole hash"
      : "sha256:\(shown), matched first \(digits.count) digits of the hash"
  }

  /// A part of a value that people may see; what is no plain character is a dot.
  private static func text(_ bytes: some Collection<UInt8>) -> String {
    String(decoding: bytes.map { $0 > 0x20 && $0 < 0x7F ? $0 : UInt8(ascii: "?") }, as: UTF8.self)
  }
}
