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
