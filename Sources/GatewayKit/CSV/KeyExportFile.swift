package import SigV4

/// Writes keys in AWS's own columns, so that the file can be imported again.
package struct KeyExportFile: Sendable {
  private let keys: [APIKey]
  private let values: [KeyID: SecretValue]?

  /// Takes keys with their plans, and their values where a person asked for them.
  package init(keys: [APIKey], values: [KeyID: SecretValue]? = nil) {
    self.keys = keys
    self.values = values
  }

  /// The file. Without values it has no column `Key` and is a list, not an import file; with them
  /// it is as secret as they are, and its fields are exact (see ``CSVWriter/Formulas/kept``).
  package var csv: SecretValue {
    guard let values else {
      let header = ["Name", "Description", "Enabled", "UsagePlanIds"]
      return SecretValue(CSVWriter().text([header] + keys.map { columns($0) }))
    }
    let header = ["Name", "Key", "Description", "Enabled", "UsagePlanIds"]
    let rows = keys.map { key in
      var fields = columns(key)
      fields.insert(values[key.id]?.exposeSecret() ?? "", at: 1)
      return fields
    }
    return SecretValue(CSVWriter(formulas: .kept).text([header] + rows))
  }

  private func columns(_ key: APIKey) -> [String] {
    [
      key.name, key.description ?? "", key.isEnabled ? "true" : "false",
      (key.plans ?? []).map(\.id.wire).joined(separator: ","),
    ]
  }
}
