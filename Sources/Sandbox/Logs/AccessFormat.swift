/// A stage's access log format, read once and rendered often.
struct AccessFormat: Sendable, Equatable {
  /// A piece of a format.
  enum Piece: Sendable, Equatable {
    /// Text that stands in every line.
    case text(String)
    /// A variable, named without `$context.`.
    case variable(String)
  }

  /// The pieces in order.
  let pieces: [Piece]

  /// Reads a format.
  init(_ format: String) {
    var pieces: [Piece] = []
    var rest = format[...]
    let mark = "$context."
    while let found = rest.firstRange(of: mark) {
      if found.lowerBound > rest.startIndex {
        pieces.append(.text(String(rest[..<found.lowerBound])))
      }
      var name = rest[found.upperBound...].prefix { Self.isNameCharacter($0) }
      while name.last == "." { name = name.dropLast() }
      pieces.append(.variable(String(name)))
      rest = rest[name.endIndex...]
    }
    if !rest.isEmpty { pieces.append(.text(String(rest))) }
    self.pieces = pieces
  }

  /// The line of a call; what it does not have is `-`.
  func line(_ record: AccessRecord) -> String {
    var line = ""
    for piece in pieces {
      switch piece {
      case .text(let text): line += text
      case .variable(let name):
        let value = record.value(name) ?? "-"
        line += Self.foreign.contains(name) ? Self.oneLine(value) : value
      }
    }
    return line
  }

  /// `18/Mar/2026:12:00:00 +0000`
  static func clfTime(_ milliseconds: Int) -> String {
    let names = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    let seconds = milliseconds / 1000
    let (year, month, day) = CivilDay.parts(seconds / 86_400)
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let clock = seconds % 86_400
    return "\(two(day))/\(names[month - 1])/\(year):\(two(clock / 3600)):"
      + "\(two(clock / 60 % 60)):\(two(clock % 60)) +0000"
  }

  /// The variables that callers fill as they like.
  private static let foreign: Set = ["identity.userAgent", "httpMethod", "path"]

  /// Lines stay lines, and JSON stays JSON, whatever a caller puts into a header.
  private static func oneLine(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy {
      $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\")
    }
    if isPlain { return text }
    var out = ""
    for scalar in text.unicodeScalars {
      if scalar == "\"" || scalar == "\\" { out.unicodeScalars.append("\\") }
      out.unicodeScalars.append(scalar.value < 0x20 ? " " : scalar)
    }
    return out
  }

  private static func isNameCharacter(_ character: Character) -> Bool {
    character.isASCII
      && (character.isLetter || character.isNumber || character == "." || character == "_")
  }
}
