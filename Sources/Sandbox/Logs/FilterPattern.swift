/// A filter pattern of CloudWatch Logs: terms, or a condition on the fields of JSON lines.
enum FilterPattern: Sendable, Equatable {
  /// Words and phrases.
  case terms(required: [String], optional: [String], excluded: [String])
  /// `{ $.apiKeyId = "abc" && $.status >= 400 }`
  case condition(FieldCondition)

  /// Reads a pattern; without one everything matches.
  init(_ text: String?) throws(ServiceFault) {
    let text = (text ?? "").trimmingSpaces
    guard text.utf8.count <= 1024 else {
      throw .invalidParameter("The filter pattern can have at most 1024 characters")
    }
    switch text.first {
    case "{": self = .condition(try FieldConditionReader.read(text))
    case "[", "%":
      throw .invalidParameter(
        "The sandbox reads terms and JSON conditions as filter patterns, no others")
    default: self = try Self.terms(text)
    }
  }

  /// Whether a line matches.
  func matches(_ line: String) -> Bool {
    switch self {
    case .terms(let required, let optional, let excluded):
      guard required.allSatisfy({ line.contains($0) }), !excluded.contains(where: line.contains)
      else { return false }
      // With required terms, optional ones change nothing.
      return !required.isEmpty || optional.isEmpty || optional.contains(where: line.contains)
    case .condition(let condition):
      guard line.utf8.first == UInt8(ascii: "{") else { return false }
      // A line that is no JSON matches no condition on fields.
      guard case .object(let fields)? = try? JSONValue(reading: Array(line.utf8)) else {
        return false
      }
      return condition.holds(for: .object(fields))
    }
  }

  /// Texts that stand in every line that matches; lets a search pass over what cannot match.
  var texts: [String] {
    switch self {
    case .terms(let required, _, _): required
    case .condition(let condition): condition.texts
    }
  }

  private static func terms(_ text: String) throws(ServiceFault) -> FilterPattern {
    var required: [String] = []
    var optional: [String] = []
    var excluded: [String] = []
    var rest = text[...].drop { $0 == " " }
    while let first = rest.first {
      let mark = first == "?" || first == "-" ? first : nil
      if mark != nil { rest.removeFirst() }
      let term = try Self.term(&rest)
      switch mark {
      case "?": optional.append(term)
      case "-": excluded.append(term)
      default: required.append(term)
      }
      rest = rest.drop { $0 == " " }
    }
    return .terms(required: required, optional: optional, excluded: excluded)
  }

  private static func term(_ rest: inout Substring) throws(ServiceFault) -> String {
    if rest.first == "\"" {
      return try FieldConditionReader.quoted(&rest)
    }
    let word = rest.prefix { $0 != " " }
    guard !word.isEmpty, word.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" }) else {
      throw .invalidParameter("Invalid character(s) in term '\(word)'")
    }
    rest = rest[word.endIndex...]
    return String(word)
  }
}

extension String {
  /// Without spaces at both ends.
  fileprivate var trimmingSpaces: String {
    var text = self[...].drop { $0.isWhitespace }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}

extension ServiceFault {
  /// A parameter of CloudWatch Logs or Secrets Manager is wrong.
  static func invalidParameter(_ message: String) -> ServiceFault {
    ServiceFault(status: 400, code: "InvalidParameterException", message: message)
  }
}
