import Foundation
import SigV4
import Testing

@testable import AWSClient

@Suite("Modes")
struct DryRunTests {
  @Test("A read-only client refuses changes before anything leaves, and reads")
  func readOnly() async throws {
    let bench = Bench([.json(#"{"id":"k"}"#)], mode: .readOnly)
    let error = try await awsError { try await bench.gateway.deleteAPIKey("k", lane: .emergency) }
    #expect(
      error
        == AWSError(
          kind: .readOnly, code: "ReadOnly",
          message: "DeleteApiKey would change something, and this session is read-only.",
          operation: "DeleteApiKey", attempts: 0))
    #expect(bench.network.requests.isEmpty)
    #expect(try await bench.gateway.getAPIKey("k", lane: .interactive).value.id == "k")
  }

  @Test("A dry run records changes with secrets masked and sends none")
  func records() async throws {
    let planned = PlannedRequests()
    let bench = Bench([], mode: .dryRun(planned))
    let gateway = bench.gateway
    let key = try await gateway.createAPIKey(
      CreateAPIKeyInput(
        name: "it's", value: SecretValue("01234567890123456789"), tags: ["owner": "a b"]),
      lane: .interactive)
    #expect(key.value.id == "{newKeyId}")
    #expect(key.value.enabled)
    let plan = try await gateway.createUsagePlan(
      CreateUsagePlanInput(
        name: "gold", apiStages: [APIStageRecord(apiId: "a", stage: "prod")],
        throttle: ThrottleRecord(rateLimit: 10, burstLimit: 20),
        quota: QuotaRecord(limit: 5, period: "DAY")), lane: .interactive)
    #expect(plan.value.id == "{newPlanId}")
    let member = try await gateway.createUsagePlanKey(
      plan: plan.value.id, key: key.value.id, lane: .interactive)
    #expect(member.value == UsagePlanKeyRecord(id: "{newKeyId}"))
    let usage = try await gateway.updateUsage(
      plan: plan.value.id, key: key.value.id, remaining: 9, lane: .interactive)
    #expect(
      usage.value
        == UsageRecord(
          usagePlanId: "{newPlanId}", startDate: "2026-01-31", endDate: "2026-01-31",
          items: ["{newKeyId}": [.init(used: 0, remaining: 9)]]))
    _ = try await gateway.importAPIKeys(
      csv: SecretValue("Key,name\n"), failOnWarnings: false, lane: .interactive)
    _ = try await gateway.deleteUsagePlanKey(plan: "p", key: "k", lane: .interactive)
    #expect(bench.network.requests.isEmpty)
    #expect(
      planned.all == [
        PlannedRequest(
          method: "POST", path: "/apikeys",
          body: #"{"name":"it's","enabled":true,"value":"••••","tags":{"owner":"a b"}}"#,
          awsCli:
            #"aws apigateway create-api-key --name 'it'\''s' --enabled --value •••• --tags 'owner=a b'"#
        ),
        PlannedRequest(
          method: "POST", path: "/usageplans",
          body:
            #"{"name":"gold","apiStages":[{"apiId":"a","stage":"prod"}],"throttle":{"rateLimit":10,"burstLimit":20},"quota":{"limit":5,"offset":0,"period":"DAY"}}"#,
          awsCli:
            #"aws apigateway create-usage-plan --name gold --api-stages '[{"apiId":"a","stage":"prod"}]' --throttle rateLimit=10,burstLimit=20 --quota limit=5,offset=0,period=DAY"#
        ),
        PlannedRequest(
          method: "POST", path: "/usageplans/%7BnewPlanId%7D/keys",
          body: #"{"keyId":"{newKeyId}","keyType":"API_KEY"}"#,
          awsCli:
            "aws apigateway create-usage-plan-key --usage-plan-id '{newPlanId}' --key-id '{newKeyId}' --key-type API_KEY"
        ),
        PlannedRequest(
          method: "PATCH", path: "/usageplans/%7BnewPlanId%7D/keys/%7BnewKeyId%7D/usage",
          body: #"{"patchOperations":[{"op":"replace","path":"/remaining","value":"9"}]}"#,
          awsCli:
            "aws apigateway update-usage --usage-plan-id '{newPlanId}' --key-id '{newKeyId}' --patch-operations op=replace,path=/remaining,value=9"
        ),
        PlannedRequest(
          method: "POST", path: "/apikeys?mode=import&format=csv&failonwarnings=false",
          body: "\"••••\"",
          awsCli:
            "aws apigateway import-api-keys --body file://keys.csv --format csv --no-fail-on-warnings"
        ),
        PlannedRequest(
          method: "DELETE", path: "/usageplans/p/keys/k", body: nil,
          awsCli: "aws apigateway delete-usage-plan-key --usage-plan-id p --key-id k"),
      ])
  }

  @Test("A patch of something that exists is laid over what a real read brings")
  func patches() async throws {
    let planned = PlannedRequests()
    let bench = Bench(
      [
        .json(#"{"id":"k","name":"n","enabled":true}"#),
        .json(
          #"{"id":"p","name":"gold","quota":{"limit":5,"period":"DAY"},"apiStages":[{"apiId":"a","stage":"x"}]}"#
        ),
      ], mode: .dryRun(planned))
    let key = try await bench.gateway.updateAPIKey(
      "k",
      patch: [
        PatchOperation(op: "replace", path: "/enabled", value: "false"),
        PatchOperation(op: "replace", path: "/description", value: "a, {b}"),
      ], lane: .interactive)
    #expect(key.value == APIKeyRecord(id: "k", name: "n", description: "a, {b}", enabled: false))
    let plan = try await bench.gateway.updateUsagePlan(
      "p",
      patch: [
        PatchOperation(op: "remove", path: "/quota"),
        PatchOperation(op: "remove", path: "/apiStages", value: "a:x"),
        PatchOperation(op: "add", path: "/apiStages", value: "b:y"),
        PatchOperation(op: "replace", path: "/throttle/rateLimit", value: "2.5"),
      ], lane: .interactive)
    #expect(
      plan.value
        == UsagePlanRecord(
          id: "p", name: "gold", apiStages: [APIStageRecord(apiId: "b", stage: "y")],
          throttle: ThrottleRecord(rateLimit: 2.5)))
    #expect(bench.network.requests.map(\.method) == ["GET", "GET"])
    #expect(
      planned.all.map(\.awsCli) == [
        #"aws apigateway update-api-key --api-key k --patch-operations '[{"op":"replace","path":"/enabled","value":"false"},{"op":"replace","path":"/description","value":"a, {b}"}]'"#,
        "aws apigateway update-usage-plan --usage-plan-id p --patch-operations op=remove,path=/quota op=remove,path=/apiStages,value=a:x op=add,path=/apiStages,value=b:y op=replace,path=/throttle/rateLimit,value=2.5",
      ])
  }

  @Test("Text that the AWS CLI would load from its address goes as a whole input")
  func addresses() async throws {
    let planned = PlannedRequests()
    let bench = Bench([], mode: .dryRun(planned))
    _ = try await bench.gateway.createAPIKey(
      CreateAPIKeyInput(
        name: "-n", description: "https://wiki.example.org/x",
        value: SecretValue("01234567890123456789")), lane: .interactive)
    _ = try await bench.gateway.createAPIKey(CreateAPIKeyInput(name: "-n"), lane: .interactive)
    #expect(
      planned.all.map(\.awsCli) == [
        #"aws apigateway create-api-key --cli-input-json '{"name":"-n","description":"https://wiki.example.org/x","enabled":true,"value":"••••"}'"#,
        "aws apigateway create-api-key --name=-n --enabled",
      ])
  }

  @Test("Ids so long that they may be values are masked")
  func longIds() async throws {
    let planned = PlannedRequests()
    let bench = Bench([], mode: .dryRun(planned))
    let old = "a1b2c3d4e5f6a7b8c9d0e1f2a3b4c5d6e7f8a9b0"
    _ = try await bench.gateway.deleteAPIKey(old, lane: .interactive)
    _ = try await bench.gateway.createUsagePlanKey(plan: "p", key: old, lane: .interactive)
    #expect(!String(describing: planned.all).contains(old))
    #expect(planned.all.first?.awsCli == "aws apigateway delete-api-key --api-key ••••")
  }
}
