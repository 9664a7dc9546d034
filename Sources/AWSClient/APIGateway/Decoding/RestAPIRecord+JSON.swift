import Foundation

extension RestAPIRecord {
  init(_ reader: inout JSONReader) throws(JSONFailure) {
    var record = RestAPIRecord(id: "")
    var id: String?
    try reader.object { name, reader throws(JSONFailure) in
      switch name {
      case "id": id = try reader.string()
      case "name": record.name = try reader.string()
      case "description": record.description = try reader.string()
      case "createdDate": record.createdDate = try reader.date()
      case "apiKeySource": record.apiKeySource = try reader.string()
      default: try reader.skip()
      }
    }
    record.id = try reader.need(id, "id")
    self = record
  }
}
