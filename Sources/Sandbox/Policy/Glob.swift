/// Patterns with `*` for any text and `?` for one character, as IAM has them.
enum Glob {
  /// Whether a text matches a pattern, in time that grows with the product of their lengths at most.
  static func matches(_ text: String, _ pattern: String) -> Bool {
    let text = Array(text.utf8)
    let pattern = Array(pattern.utf8)
    var (at, place) = (0, 0)
    // Where the last star stands, and the text's place that it reaches so far.
    var star: Int?
    var reach = 0
    while at < text.count {
      if place < pattern.count, pattern[place] == UInt8(ascii: "*") {
        star = place
        reach = at
        place += 1
      } else if place < pattern.count,
        pattern[place] == UInt8(ascii: "?") || pattern[place] == text[at]
      {
        at += 1
        place += 1
      } else if let star {
        reach += 1
        at = reach
        place = star + 1
      } else {
        return false
      }
    }
    return pattern[place...].allSatisfy { $0 == UInt8(ascii: "*") }
  }
}
