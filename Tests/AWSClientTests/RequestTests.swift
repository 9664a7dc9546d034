import Foundation
import Logging
import SigV4
import Testing

@testable import AWSClient

@Suite("Requests on the wire")
struct RequestTests {
  /// What an operation sends: the request line and the body.
  private func sent(
    _ answer: String = "{}", status: Int = 200,
    _ work: (APIGateway) async throws -> Void
  ) async throws -> [String] {
    let bench = Bench([.json(answer, status: status)])
    try await work(bench.gateway)
    let request = try #require(bench.network.requests.first)
    #expect(bench.network.requests.count == 1)
    #expect(request.header("accept") == "application/json")
    #expect(request.header("host") == "apigateway.eu-west-1.amazonaws.com")
    #expect(request.header("user-agent")?.hasPrefix("tollgate/") == true)
    #expect(
      request.header("authorization")?.hasPrefix(
        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260131/eu-west-1/apigateway/aws4_request, ")
        == true)
    let isJSON = request.body.first == UInt8(ascii: "{")
    #expect((request.header("content-type") == "application/json") == isJSON)
    let line = "\(request.method) \(request.target)"
    return request.body.isEmpty ? [line] : [line, String(decoding: request.body, as: UTF8.self)]
  }

  private static let key = #"{"id":"k"}"#
  private static let arn = "arn:aws:apigateway:eu-west-1::/apikeys/k"
  private static let tagPath = "/tags/arn%3Aaws%3Aapigateway%3Aeu-west-1%3A%3A%2Fapikeys%2Fk"

  @Test("Reading keys")
  func readKeys() async throws {
    #expect(
      try await sent { _ = try await $0.getAPIKeys(lane: .bulk) } == ["GET /apikeys?limit=500"])
    #expect(
      try await sent {
        _ = try await $0.getAPIKeys(
          position: "a=/+", limit: 9999, name: "ü b&c", customerId: "c", includeValues: true,
          lane: .bulk)
      } == [
        "GET /apikeys?position=a%3D%2F%2B&limit=500&name=%C3%BC%20b%26c&customerId=c&includeValues=true"
      ])
    #expect(
      try await sent(Self.key) { _ = try await $0.getAPIKey("k", includeValue: true, lane: .bulk) }
        == ["GET /apikeys/k?includeValue=true"])
    #expect(
      try await sent(Self.key) { _ = try await $0.getAPIKey("a/b?c", lane: .bulk) }
        == ["GET /apikeys/a%2Fb%3Fc"])
  }

  @Test("Changing keys")
  func changeKeys() async throws {
    #expect(
      try await sent(Self.key, status: 201) {
        _ = try await $0.createAPIKey(
          CreateAPIKeyInput(
            name: "n \"q\"", description: "d", enabled: false, value: SecretValue("v-v-v"),
            customerId: "c", tags: ["b": "2", "a": "1"]), lane: .bulk)
      } == [
        "POST /apikeys",
        #"{"name":"n \"q\"","description":"d","enabled":false,"value":"v-v-v","customerId":"c","tags":{"a":"1","b":"2"}}"#,
      ])
    #expect(
      try await sent(Self.key, status: 201) {
        _ = try await $0.createAPIKey(CreateAPIKeyInput(name: nil), lane: .bulk)
      } == ["POST /apikeys", #"{"enabled":true}"#])
    #expect(
      try await sent(status: 201) {
        _ = try await $0.importAPIKeys(
          csv: SecretValue("Key,name\nx,y\n"), failOnWarnings: true, lane: .bulk)
      } == ["POST /apikeys?mode=import&format=csv&failonwarnings=true", "Key,name\nx,y\n"])
    #expect(
      try await sent(Self.key) {
        _ = try await $0.updateAPIKey(
          "k", patch: [PatchOperation(op: "replace", path: "/enabled", value: "false")],
          lane: .bulk)
      } == [
        "PATCH /apikeys/k",
        #"{"patchOperations":[{"op":"replace","path":"/enabled","value":"false"}]}"#,
      ])
    #expect(
      try await sent("", status: 202) { _ = try await $0.deleteAPIKey("k", lane: .bulk) }
        == ["DELETE /apikeys/k"])
  }

  @Test("Reading plans, their keys and usage")
  func readPlans() async throws {
    #expect(
      try await sent { _ = try await $0.getUsagePlans(position: "p", keyId: "k", lane: .bulk) }
        == ["GET /usageplans?position=p&keyId=k&limit=500"])
    #expect(
      try await sent(Self.key) { _ = try await $0.getUsagePlan("p", lane: .bulk) }
        == ["GET /usageplans/p"])
    #expect(
      try await sent { _ = try await $0.getUsagePlanKeys(plan: "p", name: "n", lane: .bulk) }
        == ["GET /usageplans/p/keys?limit=500&name=n"])
    #expect(
      try await sent(Self.key) {
        _ = try await $0.getUsagePlanKey(plan: "p", key: "k", lane: .bulk)
      }
        == ["GET /usageplans/p/keys/k"])
    #expect(
      try await sent {
        _ = try await $0.getUsage(
          plan: "p", startDate: "2026-01-01", endDate: "2026-01-31", key: "k", lane: .bulk)
      } == ["GET /usageplans/p/usage?startDate=2026-01-01&endDate=2026-01-31&keyId=k&limit=500"])
  }

  @Test("Changing plans, their keys and usage")
  func changePlans() async throws {
    #expect(
      try await sent(Self.key, status: 201) {
        _ = try await $0.createUsagePlan(
          CreateUsagePlanInput(
            name: "gold", description: "d",
            apiStages: [
              APIStageRecord(
                apiId: "a", stage: "prod",
                throttle: ["/pets/GET": ThrottleRecord(rateLimit: 0.5, burstLimit: 2)])
            ], throttle: ThrottleRecord(rateLimit: 10, burstLimit: 20),
            quota: QuotaRecord(limit: 1000, offset: 0, period: "MONTH"), tags: ["a": "b"]),
          lane: .bulk)
      } == [
        "POST /usageplans",
        #"{"name":"gold","description":"d","apiStages":[{"apiId":"a","stage":"prod","throttle":{"/pets/GET":{"rateLimit":0.5,"burstLimit":2}}}],"throttle":{"rateLimit":10,"burstLimit":20},"quota":{"limit":1000,"offset":0,"period":"MONTH"},"tags":{"a":"b"}}"#,
      ])
    #expect(
      try await sent(Self.key) {
        _ = try await $0.updateUsagePlan(
          "p",
          patch: [
            PatchOperation(op: "remove", path: "/quota"),
            PatchOperation(op: "add", path: "/apiStages", value: "a:prod"),
          ], lane: .bulk)
      } == [
        "PATCH /usageplans/p",
        #"{"patchOperations":[{"op":"remove","path":"/quota"},{"op":"add","path":"/apiStages","value":"a:prod"}]}"#,
      ])
    #expect(
      try await sent("", status: 202) { _ = try await $0.deleteUsagePlan("p", lane: .bulk) }
        == ["DELETE /usageplans/p"])
    #expect(
      try await sent(Self.key, status: 201) {
        _ = try await $0.createUsagePlanKey(plan: "p", key: "k", lane: .bulk)
      } == ["POST /usageplans/p/keys", #"{"keyId":"k","keyType":"API_KEY"}"#])
    #expect(
      try await sent("", status: 202) {
        _ = try await $0.deleteUsagePlanKey(plan: "p", key: "k", lane: .bulk)
      } == ["DELETE /usageplans/p/keys/k"])
    #expect(
      try await sent {
        _ = try await $0.updateUsage(plan: "p", key: "k", remaining: 7, lane: .bulk)
      } == [
        "PATCH /usageplans/p/keys/k/usage",
        #"{"patchOperations":[{"op":"replace","path":"/remaining","value":"7"}]}"#,
      ])
  }

  @Test("Tags go by an ARN whose colons and slashes are encoded")
  func tags() async throws {
    #expect(
      try await sent("", status: 204) {
        _ = try await $0.tagResource(arn: Self.arn, tags: ["owner": "a b"], lane: .bulk)
      } == ["PUT \(Self.tagPath)", #"{"tags":{"owner":"a b"}}"#])
    #expect(
      try await sent("", status: 204) {
        _ = try await $0.untagResource(arn: Self.arn, keys: ["a", "b c"], lane: .bulk)
      } == ["DELETE \(Self.tagPath)?tagKeys=a&tagKeys=b%20c"])
    #expect(
      try await sent { _ = try await $0.getTags(arn: Self.arn, lane: .bulk) }
        == ["GET \(Self.tagPath)"])
  }

  @Test("The account, APIs, stages, resources, methods")
  func apis() async throws {
    #expect(try await sent { _ = try await $0.getAccount(lane: .bulk) } == ["GET /account"])
    #expect(
      try await sent { _ = try await $0.getRestAPIs(lane: .bulk) } == ["GET /restapis?limit=500"])
    #expect(
      try await sent(Self.key) { _ = try await $0.getRestAPI("a", lane: .bulk) }
        == ["GET /restapis/a"])
    #expect(
      try await sent { _ = try await $0.getStages(api: "a", lane: .bulk) }
        == ["GET /restapis/a/stages"])
    #expect(
      try await sent(#"{"stageName":"s"}"#) {
        _ = try await $0.getStage(api: "a", stage: "s", lane: .bulk)
      } == ["GET /restapis/a/stages/s"])
    #expect(
      try await sent { _ = try await $0.getResources(api: "a", lane: .bulk) }
        == ["GET /restapis/a/resources?embed=methods&limit=500"])
    #expect(
      try await sent {
        _ = try await $0.getMethod(api: "a", resource: "r", verb: "GET", lane: .bulk)
      }
        == ["GET /restapis/a/resources/r/methods/GET"])
  }

  @Test("The signature is the one recorded from botocore")
  func signature() async throws {
    let network = ScriptedTransport([.json("", status: 204)])
    let clock = ClientClock(
      date: { Date(timeIntervalSince1970: 1_440_938_160) }, seconds: { 0 }, sleep: { _ in })
    let client = AWSClient(
      AWSClientConfiguration(
        region: "us-east-1", credentials: .example, transport: network.transport, clock: clock,
        logger: .init(label: "test")))
    _ = try await APIGateway(client: client).untagResource(
      arn: "arn:aws:apigateway:us-east-1::/apikeys/abc123", keys: ["a", "b c"], lane: .interactive)
    let authorization = try #require(network.requests.first?.header("Authorization"))
    #expect(
      authorization
        == "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/apigateway/aws4_request, "
        + "SignedHeaders=accept;host;x-amz-date, "
        + "Signature=c62fe1709c12d5b4e1a607fd3c26ddc37d2ec2338d031ae24ea1b31bf40917fb")
  }

  @Test("STS speaks the query protocol, under its own name and host")
  func sts() async throws {
    let bench = Bench([.json(#"{"Account":"1","Arn":"a"}"#)])
    _ = try await SecurityTokenService(client: bench.client).getCallerIdentity(lane: .interactive)
    let request = try #require(bench.network.requests.first)
    #expect(request.method == "POST")
    #expect(request.target == "/")
    #expect(request.header("Host") == "sts.eu-west-1.amazonaws.com")
    #expect(request.header("Authorization")?.contains("/eu-west-1/sts/aws4_request") == true)
    #expect(
      String(decoding: request.body, as: UTF8.self)
        == "Action=GetCallerIdentity&Version=2011-06-15")
  }

  @Test("Query and path keep the unreserved characters and encode all others in capitals")
  func encoding() {
    #expect(
      PercentEncoding.encode("AZaz09-._~ !*'();:@&=+$,/?%#[]é\u{1F600}")
        == "AZaz09-._~%20%21%2A%27%28%29%3B%3A%40%26%3D%2B%24%2C%2F%3F%25%23%5B%5D%C3%A9%F0%9F%98%80"
    )
  }
}
