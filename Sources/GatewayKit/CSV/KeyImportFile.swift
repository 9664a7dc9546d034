package import SigV4

/// A file of keys in AWS's own columns: `Name` and `Key`, and if it has them `Description`,
/// `Enabled` and `UsagePlanIds`, in any order and case. Other columns are passed over.
package struct KeyImportFile: Sendable {
  /// One key of the file.
  package struct Line: Hashable, Sendable {
    /// Line in the file, from 1.
    package var number: Int
    /// The name.
    package var name: String
    /// The value.
    package var value: SecretValue
    /// The description.
    package var description: String
    /// Whether callers may use it; true unless the file says `false`.
    package var isEnabled: Bool
    /// Plans to attach it to.
    package var planIds: [String]
  }

  /// Keys that can be imported.
  package let lines: [Line]
  /// What is wrong with the others.
  package let faults: [CSVDocument.Fault]
  /// Names of columns that are passed over.
  package let ignoredColumns: [String]

  /// Reads a file.
  ///
  /// - Throws: a fault that makes the whole file unreadable: broken quotes, a column missing.
  package init(_ csv: SecretValue) throws(CSVDocument.Fault) {
    let records = try CSVDocument(csv.exposeSecret()).records
    guard let header = records.first else {
      throw CSVDocument.Fault(line: 1, column: "Name", reason: "the file is empty")
    }
    let columns = try Columns(header)
    ignoredColumns = columns.ignored
    var lines: [Line] = []
    var faults: [CSVDocument.Fault] = []
    var seen: [SecretValue: Int] = [:]
    for record in records.dropFirst() {
      do throws(CSVDocument.Fault) {
        let line = try columns.line(record)
        if let other = seen[line.value] {
          throw CSVDocument.Fault(
            line: record.line, column: "Key", reason: "the same value stands on line \(other)")
        }
        seen[line.value] = record.line
        lines.append(line)
      } catch {
        faults.append(error)
      }
    }
    self.lines = lines
    self.faults = faults
  }

  /// The file's good lines in AWS's format, as ImportApiKeys takes them.
  package func csv(of lines: [Line]) -> SecretValue {
    let rows = lines.map { line in
      [
        line.name, line.value.exposeSecret(), line.description, line.isEnabled ? "true" : "false",
        line.planIds.joined(separator: ","),
      ]
    }
    let header = ["Name", "Key", "Description", "Enabled", "UsagePlanIds"]
    return SecretValue(CSVWriter(formulas: .kept).text([header] + rows))
  }
}
