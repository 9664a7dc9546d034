import HTTPTypes
import Testing

@testable import Sandbox

@Suite("Usage plans")
struct PlanStories {
  private static func badRequest(_ text: String) -> Heard {
    .refusal(400, "BadRequestException", text)
  }

  private static func patch(_ operations: (op: String, path: String, value: String?)...) -> String {
    var writer = JSONWriter()
    writer.object { top in
      top.name("patchOperations")
      top.array { list in
        for operation in operations {
          list.object { fields in
            fields.field("op", operation.op)
            fields.field("path", operation.path)
            fields.field("value", ifPresent: operation.value)
          }
        }
      }
    }
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  private static let limits =
    "/throttle/burstLimit, /throttle/rateLimit, /quota/limit, /quota/offset, /quota/period, "
    + "/productCode, /apiStages/<apidId:stageName>/throttle/<resourcePath>/<httpMethod>/rateLimit, "
    + "/apiStages/<apidId:stageName>/throttle/<resourcePath>/<httpMethod>/burstLimit, "
    + "/apiStages/<apidId:stageName>/throttle"

  @Test("A plan's answers, letter by letter")
  func bodies() async throws {
    try await story(SandboxOptions(keys: 0, plans: 0, isUnlimited: true)) { caller in
      let made = try await caller.ask(.post, "/usageplans", "{\"name\":\"gold\"}")
      let id = try #require(made.text("id"))
      expect(made, Heard(201, "{\"id\":\"\(id)\",\"name\":\"gold\",\"apiStages\":[]}"))
      let changed = try await caller.ask(
        .patch, "/usageplans/\(id)",
        Self.patch(
          ("replace", "/throttle/burstLimit", "20"), ("replace", "/throttle/rateLimit", "10"),
          ("replace", "/quota/period", "MONTH"), ("replace", "/quota/limit", "500")))
      let limited =
        "\"throttle\":{\"burstLimit\":20,\"rateLimit\":10.0},"
        + "\"quota\":{\"limit\":500,\"offset\":0,\"period\":\"MONTH\"}"
      let bare = "\"id\":\"\(id)\",\"name\":\"gold\",\"apiStages\":[],\(limited)"
      expect(changed, Heard(200, "{\(bare),\"tags\":{}}"))
      try await expect(caller.ask(.get, "/usageplans"), Heard(200, "{\"item\":[{\(bare)}]}"))
      try await expect(caller.ask(.delete, "/usageplans/\(id)"), Heard(202, ""))
      try await expect(
        caller.ask(.get, "/usageplans/\(id)"),
        .refusal(404, "NotFoundException", "Invalid Usage Plan ID specified"))
    }
  }

  @Test("Refused patches change nothing and say why")
  func refusals() async throws {
    try await story { caller in
      let id = try await caller.ask(.get, "/usageplans").items("id")[0]
      let before = try await caller.ask(.get, "/usageplans/\(id)")
      let cases: [(op: String, path: String, value: String?, says: String)] = [
        ("remove", "/apiStages", nil, "Invalid API Stage specified"),
        ("remove", "/apiStages", "no-colon", "Invalid API Stage specified"),
        (
          "replace", "/quota/limit", "many",
          "Usage Plan quota limit must be a non-negative numeric"
        ),
        (
          "replace", "/quota/offset", "28",
          "Usage Plan quota offset must be between 0 and 27 inclusive in the MONTH period"
        ),
        (
          "replace", "/throttle/rateLimit", "-1",
          "Usage Plan throttle rate limit must be a non-negative numeric"
        ),
        (
          "add", "/name", "x",
          "Invalid patch path  '/name' specified for op 'add'. Must be one of: "
            + "[/apiStages, \(Self.limits)]"
        ),
        (
          "replace", "/apiStages", "a:b",
          "Invalid patch path  '/apiStages' specified for op 'replace'. Must be one of: "
            + "[/name, /description, \(Self.limits)]"
        ),
        (
          "copy", "/name", "x",
          "Invalid patch path  '/name' specified for op 'copy'. Must be one of: []"
        ),
      ]
      for refused in cases {
        let body = Self.patch(
          ("replace", "/name", "half"), (refused.op, refused.path, refused.value))
        try await expect(
          caller.ask(.patch, "/usageplans/\(id)", body), Self.badRequest(refused.says))
      }
      try await expect(caller.ask(.get, "/usageplans/\(id)"), before)
    }
  }

  @Test("Keys in plans: values always, one plan per stage, none twice")
  func members() async throws {
    try await story { caller in
      let plan = try await caller.ask(.get, "/usageplans").items("id")[0]
      let key = try await caller.ask(
        .post, "/apikeys", "{\"name\":\"n\",\"value\":\"01234567890123456789\"}")
      let id = try #require(key.text("id"))
      let body = "{\"keyId\":\"\(id)\",\"keyType\":\"API_KEY\"}"
      let member =
        "{\"id\":\"\(id)\",\"type\":\"API_KEY\",\"value\":\"01234567890123456789\",\"name\":\"n\"}"
      try await expect(
        caller.ask(.post, "/usageplans/\(plan)/keys", body), Heard(201, member))
      try await expect(
        caller.ask(.get, "/usageplans/\(plan)/keys"), Heard(200, "{\"item\":[\(member)]}"))
      try await expect(
        caller.ask(.get, "/usageplans/none/keys"), Heard(200, "{\"item\":[]}"))
      try await expect(
        caller.ask(.post, "/usageplans/\(plan)/keys", body),
        .refusal(
          409, "ConflictException",
          "API Key \(id) is already associated with Usage Plan \(plan)"))
      let otherAnswer = try await caller.ask(.post, "/usageplans", "{\"name\":\"other\"}")
      let other = try #require(otherAnswer.text("id"))
      let api = try await caller.ask(.get, "/restapis?limit=500")
      let orders = try #require(
        zip(api.items("name"), api.items("id")).first { $0.0 == "orders-api" }?.1)
      let clash = Heard.refusal(
        409, "ConflictException",
        "Usage Plan \(other) cannot be added because API Key \(id) cannot reference multiple "
          + "Usage Plans with the same API Stage")
      try await expect(
        caller.ask(.post, "/usageplans/\(other)/keys", body).status, 201)
      try await expect(
        caller.ask(
          .patch, "/usageplans/\(other)", Self.patch(("add", "/apiStages", "\(orders):prod"))),
        clash)
      try await expect(
        caller.ask(.delete, "/usageplans/\(other)/keys/\(id)"), Heard(202, ""))
      try await expect(
        caller.ask(
          .patch, "/usageplans/\(other)", Self.patch(("add", "/apiStages", "\(orders):prod"))
        ).status, 200)
      try await expect(caller.ask(.post, "/usageplans/\(other)/keys", body), clash)
      try await expect(
        caller.ask(.delete, "/usageplans/\(other)"),
        Self.badRequest(
          "Cannot delete Usage Plan \(other) because there are API Stages associated with it, "
            + "including \(orders):prod"))
    }
  }

  @Test("Usage: a fresh member has zeros, a grant holds until the period ends")
  func usage() async throws {
    try await story { caller in
      let plan = try await caller.ask(.get, "/usageplans").items("id")[0]
      let idAnswer = try await caller.ask(.post, "/apikeys", "{}")
      let id = try #require(idAnswer.text("id"))
      let body = "{\"keyId\":\"\(id)\",\"keyType\":\"API_KEY\"}"
      try await expect(caller.ask(.post, "/usageplans/\(plan)/keys", body).status, 201)
      let usage = "/usageplans/\(plan)/usage?startDate=2026-03-17&endDate=2026-03-18"
      func answer(_ values: String) -> Heard {
        Heard(
          200,
          "{\"usagePlanId\":\"\(plan)\",\"startDate\":\"2026-03-17\","
            + "\"endDate\":\"2026-03-18\",\"values\":{\"\(id)\":\(values)}}")
      }
      try await expect(caller.ask(.get, usage), answer("[[0,10000],[0,10000]]"))
      let path = "/usageplans/\(plan)/keys/\(id)/usage"
      try await expect(
        caller.ask(.patch, path, Self.patch(("replace", "/remaining", "20000"))).body,
        "{\"usagePlanId\":\"\(plan)\",\"startDate\":\"2026-03-18\",\"endDate\":\"2026-03-18\","
          + "\"values\":{\"\(id)\":[[0,20000]]}}")
      try await expect(caller.ask(.get, usage), answer("[[0,10000],[0,20000]]"))
      caller.clock.advance(20 * 86_400)
      try await expect(
        caller.ask(.get, usage.replacing("03-17", with: "03-31").replacing("03-18", with: "04-01"))
          .body.contains("[[0,20000],[0,10000]]"), true)
      try await expect(
        caller.ask(.patch, path, Self.patch(("add", "/remaining", "1"))),
        Self.badRequest(
          "Invalid patch path  '/remaining' specified for op 'add'. Must be one of: []"))
      try await expect(
        caller.ask(
          .get, "/usageplans/\(plan)/usage?startDate=2026-01-01&endDate=2026-04-02"),
        Self.badRequest("The usage date range can't exceed 90 days."))
      try await expect(
        caller.ask(
          .get, "/usageplans/\(plan)/usage?startDate=2026-01-01&endDate=2026-04-01"
        ).status, 200)
    }
  }

  @Test("Tags by an encoded ARN of the caller's own region")
  func tags() async throws {
    try await story { caller in
      let id = try await caller.ask(.get, "/usageplans").items("id")[0]
      let arn = "/tags/arn%3Aaws%3Aapigateway%3Aus-east-1%3A%3A%2Fusageplans%2F\(id)"
      try await expect(
        caller.ask(.put, arn, "{\"tags\":{\"b c\":\"2\",\"a\":\"1\"}}"), Heard(204, ""))
      try await expect(
        caller.ask(.get, arn),
        Heard(
          200,
          "{\"tags\":{\"a\":\"1\",\"b c\":\"2\",\"env\":\"prod\",\"team\":\"platform\","
            + "\"tier\":\"basic\"}}"))
      try await expect(
        caller.ask(.delete, arn + "?tagKeys=a&tagKeys=b%20c&tagKeys=env&tagKeys=team"),
        Heard(204, ""))
      try await expect(caller.ask(.get, arn), Heard(200, "{\"tags\":{\"tier\":\"basic\"}}"))
      var abroad = caller
      abroad.region = "eu-west-1"
      try await expect(
        abroad.ask(.get, arn), Self.badRequest("Invalid ARN specified in the request"))
    }
  }
}
