extension UsageRecord {
  init(_ reader: inout JSONReader) throws(JSONFailure) {
    var record = UsageRecord(usagePlanId: "", startDate: "", endDate: "", items: [:])
    try record.members(&reader)
    self = record
  }

  private mutating func members(_ reader: inout JSONReader) throws(JSONFailure) {
    var found = self
    try reader.object { name, reader throws(JSONFailure) in
      switch name {
      case "usagePlanId": found.usagePlanId = try reader.string() ?? ""
      case "startDate": found.startDate = try reader.string() ?? ""
      case "endDate": found.endDate = try reader.string() ?? ""
      case "position":
        let position = try reader.string()
        found.position = position == "" ? nil : position
      case "values", "items", "item":
        try reader.object { key, reader throws(JSONFailure) in
          found.items[key] = try Self.days(&reader)
        }
      case "_embedded": try found.members(&reader)
      default: try reader.skip()
      }
    }
    self = found
  }

  /// Reads `[[used, remaining], …]`; a single pair may have lost its outer brackets.
  private static func days(_ reader: inout JSONReader) throws(JSONFailure) -> [Day] {
    var days: [Day] = []
    var loose: [Int] = []
    try reader.list { reader throws(JSONFailure) in
      guard try reader.next() == .array else {
        loose.append(try reader.int() ?? 0)
        return
      }
      var pair: [Int] = []
      try reader.list { reader throws(JSONFailure) in pair.append(try reader.int() ?? 0) }
      days.append(try day(pair, reader))
    }
    if !loose.isEmpty { days.append(try day(loose, reader)) }
    return days
  }

  private static func day(_ pair: [Int], _ reader: JSONReader) throws(JSONFailure) -> Day {
    guard pair.count >= 2 else { throw reader.failure(.unexpectedType) }
    return Day(used: pair[0], remaining: pair[1])
  }
}
