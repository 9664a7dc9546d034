/// A line of an access log, as far as it says something about keys.
struct AccessLogLine: Equatable, Sendable {
  /// The key's id; nil when the request had none.
  var keyId: String?
  /// The status that the caller got.
  var status: Int
  /// The caller's address.
  var address: String?
  /// The caller's user agent.
  var agent: String?
}

/// The format of a stage's access log: literal text and variables of `$context`. Lines are read by
/// it, so that JSON, CSV and CLF formats are all the same here.
struct AccessLogFormat: Equatable, Sendable {
  private enum Piece: Equatable {
    case text([Character])
    case variable(String)
  }

  private let pieces: [Piece]

  /// Reads a format; nil when its lines do not say which key called and what was answered.
  init?(_ format: String) {
    var pieces: [Piece] = []
    var text: [Character] = []
    var rest = Substring(format).drop(while: \.isWhitespace)
    while let next = rest.first {
      guard next == "$", rest.hasPrefix("$context.") else {
        text.append(next)
        rest.removeFirst()
        continue
      }
      rest.removeFirst(9)
      var name = rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0)) }
      while let last = name.last, "._-".contains(last) { name.removeLast() }
      rest.removeFirst(name.count)
      if !text.isEmpty { pieces.append(.text(text)) }
      text = []
      pieces.append(.variable(String(name)))
    }
    while text.last?.isWhitespace == true { text.removeLast() }
    if !text.isEmpty { pieces.append(.text(text)) }
    guard pieces.contains(.variable("identity.apiKeyId")), pieces.contains(.variable("status"))
    else { return nil }
    self.pieces = pieces
  }

  /// What a line says; nil when it does not have this format.
  func read(_ line: String) -> AccessLogLine? {
    var rest = Array(line)[...]
    rest = rest.drop(while: \.isWhitespace)
    while rest.last?.isWhitespace == true { rest.removeLast() }
    var found: [String: String] = [:]
    for (index, piece) in pieces.enumerated() {
      switch piece {
      case .text(let text):
        guard rest.starts(with: text) else { return nil }
        rest.removeFirst(text.count)
      case .variable(let name):
        let value: ArraySlice<Character>
        if index + 1 < pieces.count {
          // Two variables without anything between cannot be told apart.
          guard case .text(let end) = pieces[index + 1],
            let stop = Self.first(end, in: rest, isLast: index + 2 == pieces.count)
          else { return nil }
          value = rest[..<stop]
        } else {
          value = rest
        }
        rest.removeFirst(value.count)
        found[name] = String(value)
      }
    }
    guard rest.isEmpty, let status = found["status"].flatMap({ Int($0) }) else { return nil }
    func said(_ name: String) -> String? {
      found[name].flatMap { $0.isEmpty || $0 == "-" ? nil : $0 }
    }
    return AccessLogLine(
      keyId: said("identity.apiKeyId"), status: status, address: said("identity.sourceIp"),
      agent: said("identity.userAgent"))
  }

  /// Where a text begins in another: the first place, or, for the end of a line, its end.
  private static func first(
    _ text: [Character], in line: ArraySlice<Character>, isLast: Bool
  ) -> Int? {
    guard line.count >= text.count else { return nil }
    if isLast {
      let start = line.endIndex - text.count
      return line[start...].elementsEqual(text) ? start : nil
    }
    var index = line.startIndex
    while index + text.count <= line.endIndex {
      if line[index...].starts(with: text) { return index }
      index += 1
    }
    return nil
  }
}
