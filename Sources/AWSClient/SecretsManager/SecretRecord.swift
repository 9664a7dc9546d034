/// A secret's name, without what is in it.
package struct SecretRecord: Sendable, Equatable {
  /// The ARN.
  package var arn: String
  /// The name.
  package var name: String
  /// The version made, or nil.
  package var versionId: String?
  /// True when it is marked for deletion and takes no new version.
  package var isBeingDeleted: Bool

  /// Makes a record.
  package init(arn: String, name: String, versionId: String? = nil, isBeingDeleted: Bool = false) {
    self.arn = arn
    self.name = name
    self.versionId = versionId
    self.isBeingDeleted = isBeingDeleted
  }
}

extension SecretRecord {
  init(_ reader: inout JSONReader) throws(JSONFailure) {
    var record = SecretRecord(arn: "", name: "")
    var arn: String?
    try reader.object { member, reader throws(JSONFailure) in
      switch member {
      case "ARN": arn = try reader.string()
      case "Name": record.name = try reader.string() ?? ""
      case "VersionId": record.versionId = try reader.string()
      case "DeletedDate": record.isBeingDeleted = try reader.date() != nil
      default: try reader.skip()
      }
    }
    record.arn = try reader.need(arn, "ARN")
    self = record
  }
}
