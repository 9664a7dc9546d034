import SigV4

/// A JSON value to be written, its members in a fixed order and its secrets known as such.
indirect enum JSONText {
  case string(String)
  case secret(SecretValue)
  case integer(Int)
  case number(Double)
  case bool(Bool)
  case array([JSONText])
  case object([(String, JSONText)])

  /// The text that is sent.
  var bytes: [UInt8] {
    var text = ""
    write(to: &text, masking: false)
    return Array(text.utf8)
  }

  /// The text that may be shown: secrets are `••••`.
  var masked: String {
    var text = ""
    write(to: &text, masking: true)
    return text
  }

  /// A map as an object, its names sorted.
  static func map(_ entries: [String: String]) -> JSONText {
    .object(entries.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) })
  }

  private func write(to text: inout String, masking: Bool) {
    switch self {
    case .string(let value): Self.quote(value, into: &text)
    case .secret(let value):
      Self.quote(masking ? value.description : value.exposeSecret(), into: &text)
    case .integer(let value): text += String(value)
    case .number(let value): text += Self.plain(value)
    case .bool(let value): text += value ? "true" : "false"
    case .array(let items):
      text += "["
      for (index, item) in items.enumerated() {
        if index > 0 { text += "," }
        item.write(to: &text, masking: masking)
      }
      text += "]"
    case .object(let members):
      text += "{"
      for (index, member) in members.enumerated() {
        if index > 0 { text += "," }
        Self.quote(member.0, into: &text)
        text += ":"
        member.1.write(to: &text, masking: masking)
      }
      text += "}"
    }
  }

  /// A number without a needless fraction: `10`, `0.5`.
  static func plain(_ value: Double) -> String {
    Int(exactly: value).map(String.init) ?? String(value)
  }

  private static func quote(_ value: String, into text: inout String) {
    text += "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }
}
