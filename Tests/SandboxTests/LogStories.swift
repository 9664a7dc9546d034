import HTTPTypes
import HummingbirdTesting
import Testing

@testable import Sandbox

@Suite("CloudWatch Logs")
struct LogStories {
  private static let group = "/apigateway/orders-api/prod"

  private func filter(
    _ caller: Caller, _ fields: String, group: String = group
  ) async throws -> Heard {
    try await caller.call(
      "logs", "Logs_20140328.FilterLogEvents",
      "{\"logGroupName\":\"\(group)\"" + (fields.isEmpty ? "" : "," + fields) + "}")
  }

  private func refusal(_ code: String, _ message: String) -> Heard {
    Heard(400, "{\"__type\":\"\(code)\",\"message\":\"\(message)\"}", errorType: code)
  }

  @Test("Groups are those that stages write to, by prefix and in pages")
  func groups() async throws {
    try await story(SandboxOptions(keys: 0, plans: 0)) { caller in
      func names(_ body: String) async throws -> [String] {
        try await caller.call("logs", "Logs_20140328.DescribeLogGroups", body)
          .items("logGroupName", in: "logGroups")
      }
      let all = ["billing", "orders", "search"].flatMap { api in
        ["prod", "stg"].map { "/apigateway/\(api)-api/\($0)" }
      }
      try await expect(names("{}"), all)
      try await expect(
        names("{\"logGroupNamePrefix\":\"/apigateway/o\"}"), Array(all[2...3]))
      let first = try await caller.call(
        "logs", "Logs_20140328.DescribeLogGroups", "{\"limit\":4}")
      let token = try #require(first.text("nextToken"))
      try await expect(names("{\"limit\":4,\"nextToken\":\"\(token)\"}"), Array(all[4...]))
      try await expect(
        caller.call("logs", "Logs_20140328.DescribeLogGroups", "{\"limit\":51}"),
        refusal(
          "InvalidParameterException",
          "1 validation error detected: Value '51' at 'limit' failed to satisfy constraint: "
            + "Member must have value less than or equal to 50"))
      try await expect(
        caller.call("logs", "Logs_20140328.PutLogEvents"),
        refusal(
          "UnknownOperationException", "The sandbox does not play the operation PutLogEvents"))
    }
  }

  @Test("Calls are logged as the stage's format says, refused ones too")
  func calls() async throws {
    let options = SandboxOptions(keys: 0, plans: 1, propagationSeconds: 0, isUnlimited: true)
    try await story(options) { caller in
      let apis = try await caller.ask(.get, "/restapis")
      let ids = Dictionary(uniqueKeysWithValues: zip(apis.items("name"), apis.items("id")))
      let orders = try #require(ids["orders-api"])
      let plan = try #require(try await caller.ask(.get, "/usageplans").items("id").first)
      let made = try await caller.ask(.post, "/apikeys", "{\"enabled\":true}")
      let key = try #require(made.text("id"))
      let value = try #require(made.text("value"))
      _ = try await caller.ask(
        .post, "/usageplans/\(plan)/keys", "{\"keyId\":\"\(key)\",\"keyType\":\"API_KEY\"}")
      let start = Int(caller.clock.now * 1000)
      for (path, header) in [("/orders/7", value), ("/orders", "nobody's"), ("/none", value)] {
        var fields = HTTPFields()
        if let name = HTTPField.Name("x-api-key") { fields[name] = header }
        fields[.userAgent] = "tests/1"
        _ = try await caller.client.execute(
          uri: "/restapis/\(orders)/prod/_user_request_\(path)", method: .get, headers: fields)
        caller.clock.advance(1)
      }
      func line(_ number: Int, _ key: String, _ status: Int, _ path: String, _ error: String)
        -> String
      {
        "{\"requestId\":\"00000000-0000-4000-8000-000000000000\",\"apiKeyId\":\"\(key)\","
          + "\"status\":\"\(status)\",\"path\":\"\(path)\",\"method\":\"GET\","
          + "\"time\":\"\(start + number * 1000)\",\"ip\":\"127.0.0.1\","
          + "\"userAgent\":\"tests/1\",\"error\":\"\(error)\"}"
      }
      let lines = [
        line(0, key, 200, "/orders/{id}", "-"), line(1, "-", 403, "/orders", "INVALID_API_KEY"),
        line(2, "-", 403, "-", "MISSING_AUTHENTICATION_TOKEN"),
      ]
      func messages(_ fields: String) async throws -> [String] {
        try await filter(caller, fields).items("message", in: "events")
      }
      try await expect(messages(""), lines)
      try await expect(messages("\"startTime\":\(start + 1000)"), Array(lines[1...]))
      try await expect(messages("\"endTime\":\(start + 1000)"), Array(lines[...1]))
      try await expect(
        messages("\"filterPattern\":\"{ $.apiKeyId = \\\"\(key)\\\" }\""), [lines[0]])
      try await expect(
        messages("\"filterPattern\":\"\\\"403\\\" -MISSING\""), [lines[1]])
      let first = try await filter(caller, "\"limit\":2")
      let token = try #require(first.text("nextToken"))
      try await expect(messages("\"limit\":2,\"nextToken\":\"\(token)\""), [lines[2]])
    }
  }

  @Test("What is wrong is said in the service's words")
  func refusals() async throws {
    try await story(SandboxOptions(keys: 0, plans: 0)) { caller in
      try await expect(
        filter(caller, "", group: "/none"),
        refusal("ResourceNotFoundException", "The specified log group does not exist."))
      try await expect(
        filter(caller, "\"nextToken\":\"nonsense\""),
        refusal("InvalidParameterException", "The specified nextToken is invalid."))
      try await expect(
        filter(caller, "\"filterPattern\":\"{ $.a\""),
        refusal("InvalidParameterException", "Invalid filter pattern"))
      try await expect(filter(caller, "\"startTime\":5,\"endTime\":4").status, 200)
    }
  }

  @Test("Pages of invented calls join without a gap; one key's are found among all")
  func pages() async throws {
    try await story(SandboxOptions(keys: 30, plans: 9)) { caller in
      let start = Int(caller.clock.now * 1000) - 3_600_000
      func all(_ limit: Int, _ more: String = "") async throws -> [String] {
        var ids: [String] = []
        var token: String?
        repeat {
          let page = try await filter(
            caller,
            "\"startTime\":\(start),\"limit\":\(limit)\(more)"
              + (token.map { ",\"nextToken\":\"\($0)\"" } ?? ""),
            group: "/apigateway/orders-api/stg")
          ids += page.items("eventId", in: "events")
          token = page.text("nextToken")
        } while token != nil
        return ids
      }
      let whole = try await all(10_000)
      #expect(whole.count > 40)
      #expect(whole == whole.sorted())
      try await expect(all(37), whole)
      // This stage logs values, so that a value finds its key's lines.
      let keys = try await caller.ask(.get, "/apikeys?includeValues=true&limit=500")
      var found = 0
      for value in keys.items("value") {
        found += try await all(10_000, ",\"filterPattern\":\"\\\"\(value)\\\"\"").count
      }
      #expect(found == whole.count)
    }
  }
}
