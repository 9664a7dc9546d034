/// A path of a PATCH, read as a JSON pointer: parts between slashes, with `~1` for a slash and
/// `~0` for a tilde.
struct Pointer: Sendable, Equatable {
  /// The parts, still escaped, since method throttles may hold raw slashes too.
  let parts: [Substring]

  /// Reads a path; nil when it does not begin with a slash.
  init?(_ path: String) {
    guard path.hasPrefix("/") else { return nil }
    parts = path.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
  }

  /// Turns `~1` and `~0` back.
  static func unescaped(_ part: some StringProtocol) -> String {
    guard part.contains("~") else { return String(part) }
    var out = ""
    var rest = part[...]
    while let tilde = rest.firstIndex(of: "~") {
      out += rest[..<tilde]
      let next = rest.index(after: tilde)
      guard next < rest.endIndex else {
        rest = rest[tilde...]
        return out + rest
      }
      switch rest[next] {
      case "1": out += "/"
      case "0": out += "~"
      default: out += rest[tilde...next]
      }
      rest = rest[rest.index(after: next)...]
    }
    return out + rest
  }
}
