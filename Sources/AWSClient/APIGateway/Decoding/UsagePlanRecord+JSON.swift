extension UsagePlanRecord {
  init(_ reader: inout JSONReader) throws(JSONFailure) {
    var record = UsagePlanRecord(id: "")
    var id: String?
    try reader.object { name, reader throws(JSONFailure) in
      switch name {
      case "id": id = try reader.string()
      case "name": record.name = try reader.string()
      case "description": record.description = try reader.string()
      case "productCode": record.productCode = try reader.string()
      case "throttle": record.throttle = try ThrottleRecord.ifAny(&reader)
      case "quota": record.quota = try QuotaRecord.ifAny(&reader)
      case "tags": record.tags = try reader.stringMap()
      case "apiStages":
        try reader.list { reader throws(JSONFailure) in
          record.apiStages.append(try APIStageRecord(&reader))
        }
      default: try reader.skip()
      }
    }
    record.id = try reader.need(id, "id")
    self = record
  }
}
