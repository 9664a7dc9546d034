import SigV4

extension KeyImportFile {
  /// Where each column stands.
  struct Columns {
    let name: Int
    let key: Int
    let description: Int?
    let enabled: Int?
    let plans: Int?
    let ignored: [String]
    private let count: Int

    init(_ header: CSVDocument.Record) throws(CSVDocument.Fault) {
      var places: [String: Int] = [:]
      var ignored: [String] = []
      let known = ["name", "key", "description", "enabled", "usageplanids"]
      for (index, field) in header.fields.enumerated() {
        let title = field.trimmed().lowercased()
        guard known.contains(title) else {
          ignored.append(field)
          continue
        }
        guard places[title] == nil else {
          throw CSVDocument.Fault(
            line: header.line, column: String(index + 1),
            reason: "the column \(field.trimmed()) stands there a second time")
        }
        places[title] = index
      }
      func required(_ title: String) throws(CSVDocument.Fault) -> Int {
        guard let index = places[title.lowercased()] else {
          throw CSVDocument.Fault(
            line: header.line, column: title, reason: "the header does not have this column")
        }
        return index
      }
      name = try required("Name")
      key = try required("Key")
      description = places["description"]
      enabled = places["enabled"]
      plans = places["usageplanids"]
      self.ignored = ignored
      count = header.fields.count
    }

    func line(_ record: CSVDocument.Record) throws(CSVDocument.Fault) -> Line {
      func fault(_ column: String, _ reason: String) -> CSVDocument.Fault {
        CSVDocument.Fault(line: record.line, column: column, reason: reason)
      }
      guard record.fields.count == count else {
        throw fault(
          String(min(record.fields.count, count) + 1),
          "the line has \(record.fields.count) fields, the header \(count)")
      }
      func text(_ index: Int?) -> String { index.map { record.fields[$0] } ?? "" }
      let title = text(name)
      guard !title.isEmpty else { throw fault("Name", "the name is missing") }
      guard title.count <= 1024 else {
        throw fault("Name", "the name has \(title.count) characters, 1,024 are allowed")
      }
      let value = text(key)
      guard (20...128).contains(value.utf8.count) else {
        throw fault(
          "Key",
          value.isEmpty
            ? "the value is missing"
            : "the value has \(value.utf8.count) characters, 20 to 128 are allowed")
      }
      let isEnabled: Bool
      switch text(enabled).trimmed().lowercased() {
      case "", "true": isEnabled = true
      case "false": isEnabled = false
      default: throw fault("Enabled", "it is neither true nor false")
      }
      let ids = text(plans).split(separator: ",").map { String($0).trimmed() }
      return Line(
        number: record.line, name: title, value: SecretValue(value),
        description: text(description), isEnabled: isEnabled, planIds: ids.filter { !$0.isEmpty })
    }
  }
}

extension String {
  /// Without spaces at both ends.
  func trimmed() -> String {
    let isSpace: (Character) -> Bool = { $0.isWhitespace }
    let start = drop(while: isSpace)
    return String(start.reversed().drop(while: isSpace).reversed())
  }
}
