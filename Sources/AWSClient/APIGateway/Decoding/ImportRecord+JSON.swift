extension ImportRecord {
  init(_ reader: inout JSONReader) throws(JSONFailure) {
    var record = ImportRecord(ids: [], warnings: [])
    try reader.object { name, reader throws(JSONFailure) in
      switch name {
      case "ids": record.ids = try reader.strings()
      case "warnings": record.warnings = try reader.strings()
      default: try reader.skip()
      }
    }
    self = record
  }
}
