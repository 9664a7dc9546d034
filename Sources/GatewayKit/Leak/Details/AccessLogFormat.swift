/// The format of a stage's access log: text with `$context` variables in it. Reads the log's lines.
struct AccessLogFormat: Sendable, Equatable {
  private enum Part: Equatable {
    case text(String)
    case variable(String)
  }

  private var parts: [Part] = []

  /// Reads a format as a stage has it.
  init(_ format: String) {
    var text = ""
    var rest = format[...]
    while let character = rest.first {
      guard rest.hasPrefix("$context.") else {
        text.append(character)
        rest.removeFirst()
        continue
      }
      let name = rest.dropFirst().prefix { $0.isLetter || $0.isNumber || $0 == "." || $0 == "_" }
      if !text.isEmpty { parts.append(.text(text)) }
      text = ""
      parts.append(.variable(String(name)))
      rest = rest.dropFirst(1 + name.count)
    }
    if !text.isEmpty { parts.append(.text(text)) }
  }

  /// The variables, without their dollar sign: `context.identity.apiKeyId`.
  var variables: [String] {
    parts.compactMap { part in
      guard case .variable(let name) = part else { return nil }
      return name
    }
  }

  /// Whether a variable is in it.
  func has(_ variable: String) -> Bool { variables.contains(variable) }

  /// The variables of a line; nil when it was not written in this format.
  func fields(of line: String) -> [String: String]? {
    var fields: [String: String] = [:]
    var rest = line[...]
    var index = 0
    while index < parts.count {
      switch parts[index] {
      case .text(let text):
        guard rest.hasPrefix(text) else { return nil }
        rest = rest.dropFirst(text.count)
      case .variable(let name):
        var end = rest.endIndex
        if index + 1 < parts.count, case .text(let text) = parts[index + 1] {
          guard let found = rest.firstRange(of: text) else { return nil }
          end = found.lowerBound
        }
        fields[name] = String(rest[..<end])
        rest = rest[end...]
      }
      index += 1
    }
    return fields
  }
}
