import Foundation
import SigV4

extension UsagePlanKeyRecord {
  init(_ reader: inout JSONReader) throws(JSONFailure) {
    var record = UsagePlanKeyRecord(id: "")
    var id: String?
    try reader.object { name, reader throws(JSONFailure) in
      switch name {
      case "id": id = try reader.string()
      case "value": record.value = try reader.secret()
      case "name": record.name = try reader.string()
      default: try reader.skip()
      }
    }
    record.id = try reader.need(id, "id")
    self = record
  }
}
