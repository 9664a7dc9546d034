/// A condition on the fields of a JSON line.
indirect enum FieldCondition: Sendable, Equatable {
  /// How a field and a value are compared.
  enum Comparison: String, Sendable, CaseIterable {
    case notEqual = "!="
    case atLeast = ">="
    case atMost = "<="
    case equal = "="
    case less = "<"
    case more = ">"
  }

  /// What a field is compared with.
  enum Operand: Sendable, Equatable {
    /// A text, in which `*` stands for anything.
    case text(String)
    /// A number, and how it was written.
    case number(Double, String)
  }

  case all([FieldCondition])
  case any([FieldCondition])
  case field([String], Comparison, Operand)
  case exists([String], Bool)

  /// Whether a line's JSON fulfils it. A field that is missing fulfils no comparison.
  func holds(for line: JSONValue) -> Bool {
    switch self {
    case .all(let parts): return parts.allSatisfy { $0.holds(for: line) }
    case .any(let parts): return parts.contains { $0.holds(for: line) }
    case .exists(let path, let wanted): return (Self.value(path, in: line) != nil) == wanted
    case .field(let path, let comparison, let operand):
      guard let value = Self.value(path, in: line) else { return false }
      return Self.holds(value, comparison, operand)
    }
  }

  /// Texts that stand in every line that fulfils it.
  var texts: [String] {
    switch self {
    case .all(let parts): parts.flatMap(\.texts)
    case .field(_, .equal, .text(let text)) where !text.contains("*"): [text]
    case .any, .field, .exists: []
    }
  }

  private static func value(_ path: [String], in line: JSONValue) -> JSONValue? {
    var value = line
    for name in path {
      switch value {
      case .object(let fields):
        guard let inner = fields[name] else { return nil }
        value = inner
      case .array(let list):
        guard let index = Int(name), list.indices.contains(index) else { return nil }
        value = list[index]
      default: return nil
      }
    }
    return value
  }

  private static func holds(
    _ value: JSONValue, _ comparison: Comparison, _ operand: Operand
  ) -> Bool {
    switch operand {
    case .text(let pattern):
      guard let text = text(of: value) else { return false }
      let isSame = matches(text[...], pattern[...])
      return comparison == .equal ? isSame : comparison == .notEqual && !isSame
    case .number(let wanted, let written):
      guard let number = number(of: value) else {
        // A figure in quotes is a text: it is equal or not, but neither less nor more.
        guard case .string(let text) = value else { return false }
        return comparison == .equal
          ? text == written : comparison == .notEqual && text != written
      }
      return switch comparison {
      case .equal: number == wanted
      case .notEqual: number != wanted
      case .less: number < wanted
      case .more: number > wanted
      case .atMost: number <= wanted
      case .atLeast: number >= wanted
      }
    }
  }

  private static func text(of value: JSONValue) -> String? {
    switch value {
    case .string(let text): text
    case .int(let number): String(number)
    case .bool(let flag): String(flag)
    case .double, .null, .array, .object: nil
    }
  }

  private static func number(of value: JSONValue) -> Double? {
    switch value {
    case .int(let number): Double(number)
    case .double(let number): number
    case .string, .bool, .null, .array, .object: nil
    }
  }

  private static func matches(_ text: Substring, _ pattern: Substring) -> Bool {
    guard let star = pattern.firstIndex(of: "*") else { return text == pattern }
    guard text.hasPrefix(pattern[..<star]) else { return false }
    var parts = pattern[pattern.index(after: star)...].split(
      separator: "*", omittingEmptySubsequences: false)
    var rest = text.dropFirst(pattern[..<star].count)
    let last = parts.removeLast()
    for part in parts where !part.isEmpty {
      guard let found = rest.firstRange(of: part) else { return false }
      rest = rest[found.upperBound...]
    }
    return rest.hasSuffix(last)
  }
}
