import Foundation
import SigV4
import Testing

@testable import AWSClient

@Suite("CloudWatch Logs")
struct LogsTests {
  private static func body(_ request: WireRequest) -> String {
    String(decoding: request.body, as: UTF8.self)
  }

  @Test("Asking for groups")
  func groups() async throws {
    let bench = Bench([
      .json(
        #"""
        {"logGroups":[{"logGroupName":"/aws/api/prod","arn":"arn:aws:logs:eu-west-1:1:log-group:/aws/api/prod:*",
        "storedBytes":1234567,"creationTime":1700000000000,"metricFilterCount":0},{"logGroupName":"b"}],
        "nextToken":"t/1="}
        """#), .json("{}"),
    ])
    let logs = CloudWatchLogs(client: bench.client)
    let page = try await logs.describeLogGroups(prefix: "/aws", lane: .interactive)
    #expect(
      page.value
        == Page(
          items: [
            LogGroupRecord(
              name: "/aws/api/prod", arn: "arn:aws:logs:eu-west-1:1:log-group:/aws/api/prod:*",
              storedBytes: 1_234_567), LogGroupRecord(name: "b"),
          ], position: "t/1="))
    #expect(
      try await logs.describeLogGroups(position: "t/1=", lane: .interactive).value
        == Page(items: [], position: nil))
    let request = try #require(bench.network.requests.first)
    #expect("\(request.method) \(request.target)" == "POST /")
    #expect(request.header("host") == "logs.eu-west-1.amazonaws.com")
    #expect(request.header("content-type") == "application/x-amz-json-1.1")
    #expect(request.header("x-amz-target") == "Logs_20140328.DescribeLogGroups")
    #expect(
      request.header("authorization")?.hasPrefix(
        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260131/eu-west-1/logs/aws4_request, "
          + "SignedHeaders=accept;content-type;host;x-amz-date;x-amz-target, Signature=") == true)
    #expect(
      bench.network.requests.map(Self.body) == [
        #"{"logGroupNamePrefix":"/aws","limit":50}"#, #"{"nextToken":"t/1=","limit":50}"#,
      ])
  }

  @Test("Asking for lines: times are milliseconds, an empty page goes on")
  func lines() async throws {
    let bench = Bench([
      .json(#"{"events":[],"searchedLogStreams":[],"nextToken":"n"}"#),
      .json(
        #"""
        {"events":[{"logStreamName":"s","timestamp":1700000000123,"message":"{\"a\":\"\\\"é\\u00fc\ud83d\ude00\\n\"}\n",
        "ingestionTime":1700000000999,"eventId":"e"}]}
        """#),
    ])
    let logs = CloudWatchLogs(client: bench.client)
    let from = Date(timeIntervalSince1970: 1_700_000_000.123)
    let first = try await logs.filterLogEvents(
      group: "g", from: from, to: from + 60, pattern: #"{ $.apiKeyId = "a b" }"#,
      lane: .background)
    #expect(first.value == Page(items: [], position: "n"))
    let second = try await logs.filterLogEvents(
      group: "g", from: from, position: "n", limit: 99_999, lane: .background)
    #expect(
      second.value
        == Page(
          items: [
            LogEventRecord(timestamp: from, message: "{\"a\":\"\\\"é\\u00fc😀\\n\"}\n")
          ], position: nil))
    #expect(
      bench.network.requests.map(Self.body) == [
        #"{"logGroupName":"g","startTime":1700000000123,"endTime":1700000060123,"filterPattern":"{ $.apiKeyId = \"a b\" }","limit":10000}"#,
        #"{"logGroupName":"g","startTime":1700000000123,"nextToken":"n","limit":10000}"#,
      ])
    #expect(
      bench.network.requests.first?.header("x-amz-target") == "Logs_20140328.FilterLogEvents")
  }

  @Test("Throttled reads are repeated; missing groups and bad patterns are told")
  func errors() async throws {
    let bench = Bench([
      .json(#"{"__type":"ThrottlingException","message":"Rate exceeded"}"#, status: 400),
      .json(#"{"__type":"ServiceUnavailableException"}"#, status: 503),
      .json(
        #"{"__type":"com.amazonaws.logs#ResourceNotFoundException","message":"The specified log group does not exist."}"#,
        status: 400),
    ])
    let error = try await awsError {
      try await CloudWatchLogs(client: bench.client).filterLogEvents(
        group: "g", from: Date(timeIntervalSince1970: 0), lane: .interactive)
    }
    #expect(
      error
        == AWSError(
          kind: .service, status: 400, code: "ResourceNotFoundException",
          message: "The specified log group does not exist.", requestId: "request-1",
          operation: "FilterLogEvents", attempts: 3))
  }

  @Test(
    "Reads are sent by read-only clients and in dry runs, and cost nothing of API Gateway's rate")
  func modes() async throws {
    let planned = PlannedRequests()
    for mode in [AWSClient.Mode.readOnly, .dryRun(planned)] {
      let bench = Bench(Array(repeating: .json("{}"), count: 60), mode: mode)
      for _ in 0..<60 {
        _ = try await CloudWatchLogs(client: bench.client).describeLogGroups(lane: .background)
      }
      #expect(bench.network.requests.count == 60)
      #expect(bench.clock.waits == [])
    }
    #expect(planned.all == [])
  }

  @Test("Long lines full of escapes are read whole")
  func longLines() throws {
    let line = String(repeating: #"{"path":"/orders\\1","note":"tab\t"}"#, count: 20_000)
    let text = JSONText.object([
      ("events", .array([.object([("timestamp", .integer(1)), ("message", .string(line))])]))
    ])
    var message: String?
    try JSONReader.read(text.bytes) { reader throws(JSONFailure) in
      try reader.object { _, reader throws(JSONFailure) in
        try reader.list { reader throws(JSONFailure) in
          message = try LogEventRecord(&reader).message
        }
      }
    }
    #expect(message == line)
  }
}
