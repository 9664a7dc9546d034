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
