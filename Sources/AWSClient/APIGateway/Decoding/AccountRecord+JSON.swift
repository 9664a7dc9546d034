extension AccountRecord {
  init(_ reader: inout JSONReader) throws(JSONFailure) {
    var record = AccountRecord()
    try reader.object { name, reader throws(JSONFailure) in
      switch name {
      case "throttleSettings": record.throttleSettings = try ThrottleRecord.ifAny(&reader)
      case "cloudwatchRoleArn": record.cloudwatchRoleArn = try reader.string()
      case "features": record.features = try reader.strings()
      default: try reader.skip()
      }
    }
    self = record
  }
}
