import GatewayKit

/// A key as AWS's CSV has it.
struct ExportRow: Sendable {
  /// The key.
  let key: APIKey
  /// The plans it is in.
  let plans: [PlanID]
  /// Its value, when the file is to have it.
  let value: KeyValue?

  /// AWS's own columns; `Key` only with values.
  static func columns(withValues: Bool) -> [Column<ExportRow>] {
    var columns: [Column<ExportRow>] = [
      Column("Name", "Name") { $0.key.name },
      Column("Description", "description") { $0.key.description ?? "" },
      Column("Enabled", "Enabled") { $0.key.isEnabled ? "TRUE" : "FALSE" },
      Column("UsagePlanIds", "UsagePlanIds") { $0.plans.map(\.wire).joined(separator: ",") },
    ]
    if withValues {
      columns.insert(Column("Key", "Key") { $0.value?.revealed(for: .export) ?? "" }, at: 1)
    }
    return columns
  }

  /// The same fields for programs.
  var json: JSONValue {
    .object([
      ("name", .string(key.name)), ("description", .string(key.description ?? "")),
      ("enabled", .bool(key.isEnabled)),
      ("usagePlanIds", .array(plans.map { .string($0.wire) })),
    ])
  }

  /// The file is there already.
  static func fileExists(_ path: String) -> GatewayError {
    GatewayError(
      kind: .refused, code: "FileExists", message: "\(path) exists, and it is not overwritten",
      advice: "Name a file that does not exist")
  }
}
