/// A file of AWS's own ini kind: sections, settings, and settings with indented settings below.
struct ProfileFile: Equatable {
  /// Settings by section name as written between the brackets. Settings of a nested block stand
  /// under both names: `api_gateway.endpoint_url`.
  private(set) var sections: [String: [String: String]] = [:]

  /// Reads a file's text.
  ///
  /// - Throws: ``AWSError`` of kind `configuration` that names the path and the line.
  init(text: String, path: String) throws(AWSError) {
    var section: String?
    var block: String?
    for (index, raw) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let isIndented = raw.first == " " || raw.first == "\t"
      let line = Self.trimmed(raw)
      if line.isEmpty || line.hasPrefix("#") || line.hasPrefix(";") { continue }
      if line.hasPrefix("["), !isIndented {
        guard let end = line.firstIndex(of: "]") else {
          throw Self.broken(path, index + 1, "the section’s name has no closing bracket")
        }
        let name = Self.normalized(line[line.index(after: line.startIndex)..<end])
        section = name
        block = nil
        sections[name, default: [:]].merge([:]) { old, _ in old }
        continue
      }
      guard let section else { throw Self.broken(path, index + 1, "it stands before any section") }
      guard let equals = line.firstIndex(of: "=") else {
        // A line that goes on from the one before belongs to a setting that is of no use here.
        if isIndented { continue }
        throw Self.broken(path, index + 1, "it has no equals sign")
      }
      let name = Self.trimmed(line[..<equals]).lowercased()
      let value = Self.value(line[line.index(after: equals)...])
      if isIndented, let block {
        sections[section]?[block + "." + name] = value
      } else {
        block = value.isEmpty ? name : nil
        sections[section]?[name] = value
      }
    }
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
