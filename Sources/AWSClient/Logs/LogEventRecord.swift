package import Foundation

/// A line of a log.
package struct LogEventRecord: Sendable, Equatable {
  /// When it was logged.
  package var timestamp: Date
  /// The line. It may hold a key's value and must not be shown or kept as it is.
  package var message: String

  /// Makes a record.
  package init(timestamp: Date, message: String) {
    self.timestamp = timestamp
    self.message = message
  }
}

extension LogEventRecord {
  init(_ reader: inout JSONReader) throws(JSONFailure) {
    var milliseconds: Int?
    var message: String?
    try reader.object { member, reader throws(JSONFailure) in
      switch member {
      case "timestamp": milliseconds = try reader.int()
      case "message": message = try reader.string()
      default: try reader.skip()
      }
    }
    let since = try reader.need(milliseconds, "timestamp")
    self.init(
      timestamp: Date(timeIntervalSince1970: Double(since) / 1000), message: message ?? "")
  }
}
