package import struct Foundation.Date

/// CloudWatch Logs (JSON 1.1), reads only. Not paced with API Gateway's budget.
package struct CloudWatchLogs: Sendable {
  let client: AWSClient

  /// Uses a client.
  package init(client: AWSClient) { self.client = client }

  /// Groups whose names begin so; a page, 50 at most.
  package func describeLogGroups(
    prefix: String? = nil, position: String? = nil, lane: Lane
  ) async throws -> Answer<Page<LogGroupRecord>> {
    var input: [(String, JSONText)] = []
    if let prefix, !prefix.isEmpty { input.append(("logGroupNamePrefix", .string(prefix))) }
    if let position { input.append(("nextToken", .string(position))) }
    input.append(("limit", .integer(50)))
    let request = AWSRequest.target(.logs, "DescribeLogGroups", .object(input))
    return try await read(request, items: "logGroups", lane: lane) { reader throws(JSONFailure) in
      try LogGroupRecord(&reader)
    }
  }

  /// Lines of a group between two times that match a filter pattern of CloudWatch's; a page. A page
  /// may be empty and still have a position.
  ///
  /// Neither the pattern nor the answer is ever logged: either may hold a key's value.
  package func filterLogEvents(
    group: String, from: Date, to: Date? = nil, pattern: String? = nil, position: String? = nil,
    limit: Int = 10_000, lane: Lane
  ) async throws -> Answer<Page<LogEventRecord>> {
    var input: [(String, JSONText)] = [
      ("logGroupName", .string(group)), ("startTime", .integer(Self.milliseconds(from))),
    ]
    if let to { input.append(("endTime", .integer(Self.milliseconds(to)))) }
    if let pattern, !pattern.isEmpty { input.append(("filterPattern", .string(pattern))) }
    if let position { input.append(("nextToken", .string(position))) }
    input.append(("limit", .integer(min(max(limit, 1), 10_000))))
    let request = AWSRequest.target(
      .logs, "FilterLogEvents", .object(input), hasSecretBody: true, hasSecretAnswer: true)
    return try await read(request, items: "events", lane: lane) { reader throws(JSONFailure) in
      try LogEventRecord(&reader)
    }
  }

  private func read<Item: Sendable>(
    _ request: AWSRequest, items: String, lane: Lane,
    _ element: @escaping @Sendable (inout JSONReader) throws(JSONFailure) -> Item
  ) async throws -> Answer<Page<Item>> {
    try await client.send(
      request, lane: lane, planned: { Page(items: [], position: nil) },
      decode: { response throws(AWSError) in
        try response.json(of: request) { reader throws(JSONFailure) in
          var page = Page<Item>(items: [], position: nil)
          try reader.object { member, reader throws(JSONFailure) in
            switch member {
            case items:
              try reader.list { reader throws(JSONFailure) in
                page.items.append(try element(&reader))
              }
            case "nextToken": page.position = try reader.string()
            default: try reader.skip()
            }
          }
          if page.position == "" { page.position = nil }
          return page
        }
      })
  }

  private static func milliseconds(_ date: Date) -> Int {
    Int((date.timeIntervalSince1970 * 1000).rounded(.down))
  }
}
