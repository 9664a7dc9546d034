/// A file of AWS's own ini kind: sections, settings, and settings with indented settings below.
struct ProfileFile: Equatable {
  /// Settings by section name as written between the brackets. Settings of a nested block stand
  /// under both names: `api_gateway.endpoint_url`.
  private(set) var sections: [String: [String: String]] = [:]

  /// More than this is some other file.
  private static let mostBytes = 4 << 20

  /// Reads a file's text.
  ///
  /// As the AWS CLI reads it: a line that is indented deeper than the setting before it goes on with
  /// that setting, and below a setting without a value it is a setting of its own block.
  ///
  /// - Throws: ``AWSError`` of kind `configuration` that names the path and the line.
  init(text: String, path: String) throws(AWSError) {
    var section: String?
    var setting: (name: String, indent: Int, isBlock: Bool)?
    guard text.utf8.count <= Self.mostBytes else {
      throw .configuration(
        "UnreadableFile",
        "\(path) has more than \(Self.mostBytes >> 20) MiB, which no file of profiles has.")
    }
    // Some editors put a mark of the encoding first.
    let text =
      text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
    let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
    for (index, raw) in lines.enumerated() {
      let line = Self.trimmed(raw)
      if line.isEmpty || line.hasPrefix("#") || line.hasPrefix(";") { continue }
      let indent = raw.prefix { $0 == " " || $0 == "\t" }.count
      if let section, let open = setting, indent > open.indent {
        goOn(line, with: open, in: section)
        continue
      }
      if line.hasPrefix("[") {
        guard let end = line.lastIndex(of: "]") else {
          throw Self.broken(path, index + 1, "the section’s name has no closing bracket")
        }
        let name = Self.normalized(line[line.index(after: line.startIndex)..<end])
        section = name
        setting = nil
        sections[name, default: [:]].merge([:]) { old, _ in old }
        continue
      }
      guard let section else { throw Self.broken(path, index + 1, "it stands before any section") }
      guard let equals = line.firstIndex(where: { $0 == "=" || $0 == ":" }),
        equals > line.startIndex
      else { throw Self.broken(path, index + 1, "it has no equals sign") }
      let name = Self.trimmed(line[..<equals]).lowercased()
      let value = Self.value(line[line.index(after: equals)...])
      setting = (name, indent, value.isEmpty)
      sections[section]?[name] = value
    }
  }

  private mutating func goOn(
    _ line: String, with open: (name: String, indent: Int, isBlock: Bool), in section: String
  ) {
    guard open.isBlock else {
      let before = sections[section]?[open.name] ?? ""
      sections[section]?[open.name] = before + "\n" + Self.value(line[...])
      return
    }
    guard let equals = line.firstIndex(of: "=") else { return }
    let name = Self.trimmed(line[..<equals]).lowercased()
    sections[section]?[open.name + "." + name] = Self.value(line[line.index(after: equals)...])
  }

  /// Takes comments away, which begin with a space and `#` or `;`.
  private static func value(_ text: Substring) -> String {
    var end = text.endIndex
    var before: Character = " "
    for index in text.indices {
      if text[index] == "#" || text[index] == ";", before == " " || before == "\t" {
        end = index
        break
      }
      before = text[index]
    }
    return trimmed(text[..<end])
  }

  /// `profile  "two words"` is `profile two words`.
  private static func normalized(_ name: Substring) -> String {
    name.split { $0 == " " || $0 == "\t" }.joined(separator: " ")
      .filter { $0 != "\"" && $0 != "'" }
  }

  private static func trimmed(_ text: Substring) -> String {
    var rest = text
    while let first = rest.first, first.isWhitespace { rest = rest.dropFirst() }
    while let last = rest.last, last.isWhitespace { rest = rest.dropLast() }
    return String(rest)
  }

  private static func broken(_ path: String, _ line: Int, _ why: String) -> AWSError {
    .configuration("BrokenFile", "Line \(line) of \(path) cannot be read: \(why).")
  }
}
