package import struct Foundation.Date

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

/// CloudWatch Logs (JSON 1.1), reads only. Not paced with API Gateway's budget.
package struct CloudWatchLogs: Sendable {
  let client: AWSClient

  /// Uses a client.
  package init(client: AWSClient) { self.client = client }
}

// INTERFACE STUB
extension CloudWatchLogs {
  /// Groups whose names begin so; a page, 50 at most.
  package func describeLogGroups(
    prefix: String? = nil, position: String? = nil, lane: Lane
  ) async throws -> Answer<Page<LogGroupRecord>> {
    throw AWSError.configuration("NotWritten", "Not written yet.")
  }

  /// Lines of a group between two times that match a filter pattern of CloudWatch's; a page. A page
  /// may be empty and still have a position.
  package func filterLogEvents(
    group: String, from: Date, to: Date? = nil, pattern: String? = nil, position: String? = nil,
    limit: Int = 10_000, lane: Lane
  ) async throws -> Answer<Page<LogEventRecord>> {
    throw AWSError.configuration("NotWritten", "Not written yet.")
  }
}
