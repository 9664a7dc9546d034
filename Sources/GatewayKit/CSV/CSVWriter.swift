/// Writes CSV as RFC 4180 has it, with LF line ends.
package struct CSVWriter: Sendable {
  /// What happens to a field that a spreadsheet would take for a formula.
  package enum Formulas: Hashable, Sendable {
    /// Fields that begin with `=`, `+`, `-`, `@`, tab or carriage return get a leading `'`, unless
    /// they are plain numbers: for files that people open.
    case disarmed
    /// Fields stay as they are: for AWS's own import format. A value that were changed there would
    /// come back as another key, and a name as another name, so that file is exact and its reader
    /// must be told to take the columns as text.
    case kept
  }

  private let formulas: Formulas

  /// Makes a writer.
  package init(formulas: Formulas = .disarmed) { self.formulas = formulas }

  /// The lines of a table, each with its line end.
  package func text(_ rows: some Sequence<[String]>) -> String {
    rows.map { line($0) + "\n" }.joined()
  }

  /// One line, without its line end.
  package func line(_ fields: [String]) -> String {
    // A line with a single empty field would read as an empty line.
    fields == [""] ? "\"\"" : fields.map(field).joined(separator: ",")
  }

  private func field(_ text: String) -> String {
    let safe = formulas == .disarmed && Self.isFormula(text) ? "'" + text : text
    let needsQuotes = safe.utf8.contains { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }
    let hasOuterSpace = safe.first == " " || safe.last == " "
    guard needsQuotes || hasOuterSpace || safe != text else { return safe }
    return "\""
      + safe.split(separator: "\"", omittingEmptySubsequences: false)
      .joined(separator: "\"\"") + "\""
  }

  private static func isFormula(_ text: String) -> Bool {
    guard let first = text.utf8.first, [0x3D, 0x2B, 0x2D, 0x40, 0x09, 0x0D].contains(first) else {
      return false
    }
    return Double(text) == nil
  }
}
