import Foundation
import SigV4
import Testing

@testable import AWSClient

@Suite("Records from answers")
struct RecordDecodingTests {
  @Test("A page of keys as AWS sends it")
  func keysOfAWS() async throws {
    let bench = Bench([
      .json(
        #"""
        {"warnings":["w"],"position":"cGFnZTI=","item":[
         {"id":"a1","name":"one","customerId":"c","description":"d","enabled":true,
          "createdDate":1700000000,"lastUpdatedDate":1.7000001E9,"stageKeys":[],"tags":{"owner":"x"}},
         {"id":"a2","enabled":false,"createdDate":1700000000,"lastUpdatedDate":1700000000,
          "stageKeys":["api/prod"],"future":{"deep":[1,{"x":null}]}}]}
        """#)
    ])
    let answer = try await bench.gateway.getAPIKeys(lane: .interactive)
    #expect(
      answer
        == Answer(
          value: Page(
            items: [
              APIKeyRecord(
                id: "a1", name: "one", customerId: "c", description: "d", enabled: true,
                createdDate: Date(timeIntervalSince1970: 1_700_000_000),
                lastUpdatedDate: Date(timeIntervalSince1970: 1_700_000_100), tags: ["owner": "x"]),
              APIKeyRecord(
                id: "a2", createdDate: Date(timeIntervalSince1970: 1_700_000_000),
                lastUpdatedDate: Date(timeIntervalSince1970: 1_700_000_000)),
            ], position: "cGFnZTI="), requestId: "request-1",
          receivedAt: Date(timeIntervalSince1970: 1_769_860_800)))
  }

  @Test("A key with the nulls, strings and content type of moto")
  func keyOfMoto() async throws {
    let body = #"""
      {"id":"k","value":"abcdefghijklmnopqrstuvwxyz","name":"n","customerId":null,"description":null,
       "enabled":"true","createdDate":"1700000000","lastUpdatedDate":1700000000.0,"stageKeys":[],
       "tags":null}
      """#
    let bench = Bench([
      .success(
        WireResponse(
          status: 200, headers: [.init("Content-Type", "text/html")], body: Array(body.utf8)))
    ])
    let key = try await bench.gateway.getAPIKey("k", lane: .interactive)
    #expect(
      key.value
        == APIKeyRecord(
          id: "k", value: SecretValue("abcdefghijklmnopqrstuvwxyz"), name: "n", enabled: true,
          createdDate: Date(timeIntervalSince1970: 1_700_000_000),
          lastUpdatedDate: Date(timeIntervalSince1970: 1_700_000_000)))
    #expect(key.requestId == nil)
  }

  @Test("A plan with throttle, quota and limits of methods; numbers as strings")
  func plan() async throws {
    let bench = Bench([
      .json(
        #"""
        {"id":"p","name":"gold","description":null,"productCode":"pc",
         "apiStages":[{"apiId":"a","stage":"prod","throttle":
           {"/pets/GET":{"rateLimit":1.5,"burstLimit":2},"//GET":{}}}],
         "throttle":{"rateLimit":"10.0","burstLimit":20},
         "quota":{"limit":"500","offset":0,"period":"MONTH"},"tags":{}}
        """#)
    ])
    let plan = try await bench.gateway.getUsagePlan("p", lane: .interactive)
    #expect(
      plan.value
        == UsagePlanRecord(
          id: "p", name: "gold",
          apiStages: [
            APIStageRecord(
              apiId: "a", stage: "prod",
              throttle: ["/pets/GET": ThrottleRecord(rateLimit: 1.5, burstLimit: 2)])
          ], throttle: ThrottleRecord(rateLimit: 10, burstLimit: 20),
          quota: QuotaRecord(limit: 500, offset: 0, period: "MONTH"), productCode: "pc"))
  }

  @Test("Missing and empty limits both mean unlimited")
  func unlimitedPlan() async throws {
    let bench = Bench([
      .json(#"{"item":[{"id":"a","throttle":{},"quota":null},{"id":"b"}],"position":""}"#)
    ])
    let page = try await bench.gateway.getUsagePlans(lane: .interactive)
    #expect(
      page.value
        == Page(items: [UsagePlanRecord(id: "a"), UsagePlanRecord(id: "b")], position: nil))
  }

  @Test("HAL is lifted: embedded, collapsed lists, the position in a link")
  func hal() async throws {
    let bench = Bench([
      .json(
        #"""
        {"_links":{"curies":[{"href":"https://x","name":"usageplan","templated":true}],
          "self":{"href":"/usageplans"},"next":{"href":"/usageplans?limit=1&position=a%3D%3D"}},
         "_embedded":{"item":{"_links":{"self":{"href":"/usageplans/p"}},"id":"p","name":"Plan_A",
          "apiStages":{"stage":"testStage","apiId":"xbvxlpijch"}}}}
        """#)
    ])
    let page = try await bench.gateway.getUsagePlans(lane: .interactive)
    #expect(
      page.value
        == Page(
          items: [
            UsagePlanRecord(
              id: "p", name: "Plan_A",
              apiStages: [APIStageRecord(apiId: "xbvxlpijch", stage: "testStage")])
          ], position: "a=="))
  }

  @Test("Usage by key and day, as recorded from AWS")
  func usage() async throws {
    let bench = Bench([
      .json(
        #"""
        {"endDate":"2026-09-13","startDate":"2026-09-12","usagePlanId":"cqdia0",
         "values":{"58v93i1885":[[137,999863],[123,999740]],"x":[["0","-1"],[null,5]],"y":[[1,2]]},
         "position":"next"}
        """#),
      .json(
        #"{"usagePlanId":"p","startDate":"2026-01-01","endDate":"2026-01-01","items":{"k":[1,2]}}"#),
    ])
    let usage = try await bench.gateway.getUsage(
      plan: "cqdia0", startDate: "2026-09-12", endDate: "2026-09-13", lane: .interactive)
    #expect(
      usage.value
        == UsageRecord(
          usagePlanId: "cqdia0", startDate: "2026-09-12", endDate: "2026-09-13",
          items: [
            "58v93i1885": [
              .init(used: 137, remaining: 999_863), .init(used: 123, remaining: 999_740),
            ],
            "x": [.init(used: 0, remaining: -1), .init(used: 0, remaining: 5)],
            "y": [.init(used: 1, remaining: 2)],
          ], position: "next"))
    let collapsed = try await bench.gateway.getUsage(
      plan: "p", startDate: "2026-01-01", endDate: "2026-01-01", lane: .interactive)
    #expect(collapsed.value.items == ["k": [.init(used: 1, remaining: 2)]])
  }

  @Test("Stages, resources, methods, account, tags, imports, plan keys")
  func others() async throws {
    let bench = Bench([
      .json(
        #"{"item":[{"stageName":"prod","deploymentId":"d","accessLogSettings":{"format":"f","destinationArn":"a"}},{"stageName":"dev"}]}"#
      ),
      .json(
        #"{"items":[{"id":"r","path":"/pets","resourceMethods":{"POST":{},"GET":{"httpMethod":"GET","apiKeyRequired":true,"authorizationType":"NONE"}}},{"id":"root","path":"/"}]}"#
      ),
      .json(#"{"httpMethod":"GET","apiKeyRequired":"true","authorizationType":"AWS_IAM"}"#),
      .json(
        #"{"apiKeyVersion":"4","cloudwatchRoleArn":"arn","features":["UsagePlans"],"throttleSettings":{"rateLimit":10000.0,"burstLimit":5000}}"#
      ),
      .json(#"{"tags":{"a":"b","n":1}}"#),
      .json(#"{"ids":["a","b"],"warnings":null}"#, status: 201),
      .json(#"{"item":[{"id":"k","type":"API_KEY","value":"secret-secret-secret","name":"n"}]}"#),
    ])
    let gateway = bench.gateway
    #expect(
      try await gateway.getStages(api: "a", lane: .bulk).value
        == [
          StageRecord(
            stageName: "prod", deploymentId: "d", accessLogFormat: "f", accessLogDestination: "a"),
          StageRecord(stageName: "dev"),
        ])
    #expect(
      try await gateway.getResources(api: "a", lane: .bulk).value
        == Page(
          items: [
            ResourceRecord(
              id: "r", path: "/pets",
              methods: [
                .init(httpMethod: "GET", apiKeyRequired: true, authorizationType: "NONE"),
                .init(httpMethod: "POST", apiKeyRequired: false),
              ]), ResourceRecord(id: "root", path: "/"),
          ], position: nil))
    #expect(
      try await gateway.getMethod(api: "a", resource: "r", verb: "GET", lane: .bulk).value
        == .init(httpMethod: "GET", apiKeyRequired: true, authorizationType: "AWS_IAM"))
    #expect(
      try await gateway.getAccount(lane: .bulk).value
        == AccountRecord(
          throttleSettings: ThrottleRecord(rateLimit: 10000, burstLimit: 5000),
          cloudwatchRoleArn: "arn", features: ["UsagePlans"]))
    #expect(
      try await gateway.getTags(arn: "arn", lane: .bulk).value == ["a": "b", "n": "1"])
    #expect(
      try await gateway.importAPIKeys(
        csv: SecretValue("Key,name\n"), failOnWarnings: true, lane: .bulk
      ).value == ImportRecord(ids: ["a", "b"], warnings: []))
    #expect(
      try await gateway.getUsagePlanKeys(plan: "p", lane: .bulk).value
        == Page(
          items: [
            UsagePlanKeyRecord(id: "k", value: SecretValue("secret-secret-secret"), name: "n")
          ], position: nil))
  }

  @Test(
    "An answer that cannot be read is one clear sentence",
    arguments: [
      ("<!DOCTYPE html><p>Log in</p>", "The answer to GetApiKey is a web page instead of JSON."),
      ("", "The answer to GetApiKey is no body."),
      ("hello", "The answer to GetApiKey is text that is not JSON."),
      (#"{"id":"k","na"#, "The answer to GetApiKey ends in the middle, after 13 bytes."),
      (#"{"id" "k"}"#, "The answer to GetApiKey is broken JSON at byte 6."),
      (#"{"id":{}}"#, "The answer to GetApiKey has a value of an unexpected type at byte 6."),
      (#"{"name":"n"}"#, "The answer to GetApiKey has an entry without “id”."),
    ])
  func unreadable(body: String, sentence: String) async throws {
    let bench = Bench([.json(body)])
    let error = try await awsError { try await bench.gateway.getAPIKey("k", lane: .interactive) }
    #expect(
      error
        == AWSError(
          kind: .unreadableAnswer, status: 200, code: "UnreadableAnswer", message: sentence,
          requestId: "request-1", operation: "GetApiKey"))
  }

  @Test("An unreadable answer to a change leaves its outcome open")
  func unreadableChange() async throws {
    let bench = Bench([.json("{", status: 201)])
    let error = try await awsError {
      try await bench.gateway.createAPIKey(CreateAPIKeyInput(name: "n"), lane: .interactive)
    }
    #expect(error?.kind == .unreadableAnswer)
    #expect(error?.mayHaveBeenApplied == true)
    #expect(bench.network.requests.count == 1)
  }

  @Test("The caller's identity from XML and from JSON")
  func identity() async throws {
    let xml = """
      <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
        <GetCallerIdentityResult><Arn>arn:aws:iam::123456789012:user/a&amp;b</Arn>
        <UserId>AIDA</UserId><Account>123456789012</Account></GetCallerIdentityResult>
        <ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></GetCallerIdentityResponse>
      """
    let json =
      #"{"GetCallerIdentityResponse":{"GetCallerIdentityResult":{"Account":"123456789012","Arn":"arn:aws:iam::123456789012:user/a&b","UserId":"AIDA"},"ResponseMetadata":{"RequestId":"r"}}}"#
    let expected = CallerIdentityRecord(
      account: "123456789012", arn: "arn:aws:iam::123456789012:user/a&b", userId: "AIDA")
    let bench = Bench([.json(xml), .json(json), .json("<html></html>")])
    let service = SecurityTokenService(client: bench.client)
    #expect(try await service.getCallerIdentity(lane: .interactive).value == expected)
    #expect(try await service.getCallerIdentity(lane: .interactive).value == expected)
    let error = try await awsError { try await service.getCallerIdentity(lane: .interactive) }
    #expect(error?.message == "The answer to GetCallerIdentity is not what STS answers.")
  }
}
