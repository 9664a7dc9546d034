/// What a body looks like, whatever its content type says.
enum BodyForm: Equatable {
  case empty
  case json
  /// XML or HTML.
  case markup
  case other

  /// Looks at the first byte that is not space.
  init(_ body: [UInt8]) {
    var start = body[...]
    // A byte order mark.
    if start.starts(with: [0xEF, 0xBB, 0xBF]) { start = start.dropFirst(3) }
    let first = start.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
    switch first {
    case nil: self = .empty
    case UInt8(ascii: "{"), UInt8(ascii: "["): self = .json
    case UInt8(ascii: "<"): self = .markup
    default: self = .other
    }
  }

  /// As the end of a sentence.
  var description: String {
    switch self {
    case .empty: "no body"
    case .json: "JSON"
    case .markup: "a web page instead of JSON"
    case .other: "text that is not JSON"
    }
  }
}
