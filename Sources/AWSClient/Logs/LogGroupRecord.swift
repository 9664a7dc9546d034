/// A log group.
package struct LogGroupRecord: Sendable, Equatable {
  /// The name.
  package var name: String
  /// The ARN.
  package var arn: String?
  /// Bytes stored; what a search over all of it would read.
  package var storedBytes: Int?

  /// Makes a record.
  package init(name: String, arn: String? = nil, storedBytes: Int? = nil) {
    self.name = name
    self.arn = arn
    self.storedBytes = storedBytes
  }
}

extension LogGroupRecord {
  init(_ reader: inout JSONReader) throws(JSONFailure) {
    var record = LogGroupRecord(name: "")
    var name: String?
    try reader.object { member, reader throws(JSONFailure) in
      switch member {
      case "logGroupName": name = try reader.string()
      case "arn": record.arn = try reader.string()
      case "storedBytes": record.storedBytes = try reader.int()
      default: try reader.skip()
      }
    }
    record.name = try reader.need(name, "logGroupName")
    self = record
  }
}
