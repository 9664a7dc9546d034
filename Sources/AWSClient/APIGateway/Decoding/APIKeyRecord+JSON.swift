import Foundation
import SigV4

extension APIKeyRecord {
  init(_ reader: inout JSONReader) throws(JSONFailure) {
    var record = APIKeyRecord(id: "")
    var id: String?
    try reader.object { name, reader throws(JSONFailure) in
      switch name {
      case "id": id = try reader.string()
      case "value": record.value = try reader.secret()
      case "name": record.name = try reader.string()
      case "customerId": record.customerId = try reader.string()
      case "description": record.description = try reader.string()
      case "enabled": record.enabled = try reader.bool() ?? false
      case "createdDate": record.createdDate = try reader.date()
      case "lastUpdatedDate": record.lastUpdatedDate = try reader.date()
      case "tags": record.tags = try reader.stringMap()
      default: try reader.skip()
      }
    }
    record.id = try reader.need(id, "id")
    self = record
  }
}
