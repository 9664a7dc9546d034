/// Reads `{ ($.a = "b" || $.c != 4*) && $.d >= 5 }`.
struct FieldConditionReader {
  private var rest: Substring

  /// Reads a condition with its braces.
  static func read(_ text: String) throws(ServiceFault) -> FieldCondition {
    guard text.first == "{", text.last == "}", text.count >= 2 else { throw .invalidPattern }
    var reader = FieldConditionReader(rest: text.dropFirst().dropLast())
    let condition = try reader.any()
    reader.skip()
    guard reader.rest.isEmpty else { throw .invalidPattern }
    return condition
  }

  /// Reads a text in double quotes, in which a backslash takes the next character as it is.
  static func quoted(_ rest: inout Substring) throws(ServiceFault) -> String {
    rest.removeFirst()
    var text = ""
    while let next = rest.popFirst() {
      if next == "\"" { return text }
      if next == "\\", let escaped = rest.popFirst() {
        text.append(escaped)
      } else {
        text.append(next)
      }
    }
    throw .invalidPattern
  }

  private mutating func any() throws(ServiceFault) -> FieldCondition {
    var parts = [try all()]
    while take("||") { parts.append(try all()) }
    return parts.count == 1 ? parts[0] : .any(parts)
  }

  private mutating func all() throws(ServiceFault) -> FieldCondition {
    var parts = [try one()]
    while take("&&") { parts.append(try one()) }
    return parts.count == 1 ? parts[0] : .all(parts)
  }

  private mutating func one() throws(ServiceFault) -> FieldCondition {
    if take("(") {
      let inner = try any()
      guard take(")") else { throw .invalidPattern }
      return inner
    }
    let path = try selector()
    if take("NOT EXISTS") { return .exists(path, false) }
    if take("EXISTS") { return .exists(path, true) }
    for comparison in FieldCondition.Comparison.allCases where take(comparison.rawValue) {
      return .field(path, comparison, try operand(for: comparison))
    }
    throw .invalidPattern
  }

  /// `$.a.b[0]`
  private mutating func selector() throws(ServiceFault) -> [String] {
    guard take("$") else { throw .invalidPattern }
    var path: [String] = []
    while let next = rest.first, next == "." || next == "[" {
      rest.removeFirst()
      let name = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }
      guard !name.isEmpty else { throw .invalidPattern }
      path.append(String(name))
      rest = rest[name.endIndex...]
      if next == "[" {
        guard rest.popFirst() == "]" else { throw .invalidPattern }
      }
    }
    guard !path.isEmpty else { throw .invalidPattern }
    return path
  }

  private mutating func operand(
    for comparison: FieldCondition.Comparison
  ) throws(ServiceFault) -> FieldCondition.Operand {
    skip()
    if rest.first == "\"" {
      guard comparison == .equal || comparison == .notEqual else { throw .invalidPattern }
      return .text(try Self.quoted(&rest))
    }
    let word = rest.prefix { !" &|)".contains($0) }
    guard !word.isEmpty else { throw .invalidPattern }
    rest = rest[word.endIndex...]
    if let number = Double(word) { return .number(number, String(word)) }
    guard comparison == .equal || comparison == .notEqual else { throw .invalidPattern }
    return .text(String(word))
  }

  private mutating func take(_ word: String) -> Bool {
    skip()
    guard rest.hasPrefix(word) else { return false }
    rest = rest.dropFirst(word.count)
    return true
  }

  fileprivate mutating func skip() {
    rest = rest.drop { $0.isWhitespace }
  }
}

extension ServiceFault {
  /// A filter pattern that cannot be read.
  fileprivate static let invalidPattern = invalidParameter("Invalid filter pattern")
}
