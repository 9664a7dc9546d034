extension StageRecord {
  init(_ reader: inout JSONReader) throws(JSONFailure) {
    var record = StageRecord(stageName: "")
    var stageName: String?
    try reader.object { name, reader throws(JSONFailure) in
      switch name {
      case "stageName": stageName = try reader.string()
      case "deploymentId": record.deploymentId = try reader.string()
      case "accessLogSettings":
        try reader.object { name, reader throws(JSONFailure) in
          switch name {
          case "format": record.accessLogFormat = try reader.string()
          case "destinationArn": record.accessLogDestination = try reader.string()
          default: try reader.skip()
          }
        }
      default: try reader.skip()
      }
    }
    record.stageName = try reader.need(stageName, "stageName")
    self = record
  }
}
