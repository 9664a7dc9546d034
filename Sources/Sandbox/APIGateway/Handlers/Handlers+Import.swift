/// API keys by the file.
extension APIGatewayHandlers {
  private struct Row {
    var value: String
    var name: String?
    var description: String?
    var enabled: Bool
    var plans: [String]
  }

  /// `POST /apikeys?mode=import&format=csv`; a row whose value is known overwrites that key.
  func importKeys(_ call: Call) throws(ServiceFault) -> Reply {
    guard call.item("mode") == "import" else { throw .badRequest("Invalid mode specified") }
    guard call.item("format")?.lowercased() == "csv" else {
      throw .badRequest("Invalid format specified, must be one of: [csv]")
    }
    let rows = try Self.rows(String(decoding: call.body, as: UTF8.self))
    let failsOnWarnings = call.flag("failonwarnings")
    return try store.change(at: call.now) { (state, draft) throws(ServiceFault) in
      var run = ImportRun(now: call.now, state: state)
      for row in rows {
        try run.take(
          value: row.value, name: row.name, description: row.description, enabled: row.enabled,
          plans: row.plans, state: state, draft: &draft)
      }
      if failsOnWarnings, !run.warnings.isEmpty {
        throw .badRequest(run.warnings.joined(separator: "; "))
      }
      run.decide(into: &draft)
      return .thing(status: 201, at: "/apikeys") { fields in
        fields.field("ids", run.ids)
        fields.field("warnings", run.warnings)
      }
    }
  }

  private static func rows(_ text: String) throws(ServiceFault) -> [Row] {
    guard let table = CSVTable(text) else {
      throw .badRequest("The API Key file could not be read as CSV")
    }
    for column in ["name", "key"] where !table.columns.contains(column) {
      throw .badRequest("The API Key file must have the columns Name and Key")
    }
    var rows: [Row] = []
    for (index, cells) in table.rows.enumerated() {
      guard let value = table.cell(cells, "key") else {
        throw .badRequest("Row \(index + 1) of the API Key file has no Key")
      }
      // The import's own document asks for thirty where CreateApiKey asks for twenty.
      guard value.count >= 30 else {
        throw .badRequest("API Key value should be at least 30 characters")
      }
      guard value.count <= 128 else {
        throw .badRequest("API Key value exceeds maximum size of 128 characters")
      }
      let plans = table.cell(cells, "usageplanids")?.split(separator: ",") ?? []
      rows.append(
        Row(
          value: value, name: try KeyRules.name(table.cell(cells, "name")),
          description: try KeyRules.description(table.cell(cells, "description")),
          enabled: table.cell(cells, "enabled").map { $0.lowercased() == "true" } ?? true,
          plans: plans.map { $0.filter { $0 != " " } }.filter { !$0.isEmpty }))
    }
    return rows
  }
}
