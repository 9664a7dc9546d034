/// A comma-separated text with a header line; quotes as everyone writes them.
struct CSVTable {
  /// The header's names, in lower case.
  let columns: [String]
  /// The rows below it, empty lines left out.
  let rows: [[String]]

  /// Reads a text; nil when a quote is never closed or there is no header.
  init?(_ text: String) {
    guard var lines = Self.records(text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text),
      !lines.isEmpty
    else { return nil }
    columns = lines.removeFirst().map {
      $0.trimmingSpaces.lowercased()
    }
    rows = lines
  }

  /// A row's cell by the name of its column; nil when it is missing or empty.
  func cell(_ row: [String], _ column: String) -> String? {
    guard let index = columns.firstIndex(of: column), index < row.count else { return nil }
    let text = row[index].trimmingSpaces
    return text.isEmpty ? nil : text
  }

  private static func records(_ text: String) -> [[String]]? {
    var records: [[String]] = []
    var record: [String] = []
    var field = ""
    var isQuoted = false
    var wasQuoted = false
    func isBlank() -> Bool { record.isEmpty && field.isEmpty && !wasQuoted }
    var scalars = text.unicodeScalars.makeIterator()
    var pending = scalars.next()
    while let scalar = pending {
      pending = scalars.next()
      if isQuoted {
        if scalar != "\"" {
          field.unicodeScalars.append(scalar)
        } else if pending == "\"" {
          field += "\""
          pending = scalars.next()
        } else {
          isQuoted = false
        }
        continue
      }
      switch scalar {
      case "\"" where field.isEmpty:
        isQuoted = true
        wasQuoted = true
      case ",":
        record.append(field)
        (field, wasQuoted) = ("", false)
      case "\r": continue
      case "\n":
        if !isBlank() { records.append(record + [field]) }
        (record, field, wasQuoted) = ([], "", false)
      default: field.unicodeScalars.append(scalar)
      }
    }
    if isQuoted { return nil }
    if !isBlank() { records.append(record + [field]) }
    return records
  }
}

extension StringProtocol {
  /// Without spaces and tabs at both ends.
  fileprivate var trimmingSpaces: String {
    let isSpace: (Character) -> Bool = { $0 == " " || $0 == "\t" }
    let front = drop(while: isSpace)
    guard let last = front.lastIndex(where: { !isSpace($0) }) else { return "" }
    return String(front[...last])
  }
}
