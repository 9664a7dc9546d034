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

extension ThrottleRecord {
  /// Reads limits; nil for `null` and for an object that holds none.
  static func ifAny(_ reader: inout JSONReader) throws(JSONFailure) -> ThrottleRecord? {
    var record = ThrottleRecord()
    try reader.object { name, reader throws(JSONFailure) in
      switch name {
      case "rateLimit": record.rateLimit = try reader.double()
      case "burstLimit": record.burstLimit = try reader.int()
      default: try reader.skip()
      }
    }
    return record == ThrottleRecord() ? nil : record
  }
}

extension QuotaRecord {
  /// Reads a quota; nil for `null` and for one without limit or period.
  static func ifAny(_ reader: inout JSONReader) throws(JSONFailure) -> QuotaRecord? {
    var limit: Int?
    var offset: Int?
    var period: String?
    try reader.object { name, reader throws(JSONFailure) in
      switch name {
      case "limit": limit = try reader.int()
      case "offset": offset = try reader.int()
      case "period": period = try reader.string()
      default: try reader.skip()
      }
    }
    guard let limit, let period else { return nil }
    return QuotaRecord(limit: limit, offset: offset ?? 0, period: period)
  }
}

extension APIStageRecord {
  init(_ reader: inout JSONReader) throws(JSONFailure) {
    var apiId: String?
    var stage: String?
    var throttle: [String: ThrottleRecord] = [:]
    try reader.object { name, reader throws(JSONFailure) in
      switch name {
      case "apiId": apiId = try reader.string()
      case "stage": stage = try reader.string()
      case "throttle":
        try reader.object { method, reader throws(JSONFailure) in
          if let limits = try ThrottleRecord.ifAny(&reader) { throttle[method] = limits }
        }
      default: try reader.skip()
      }
    }
    self.init(
      apiId: try reader.need(apiId, "apiId"), stage: try reader.need(stage, "stage"),
      throttle: throttle)
  }
}
