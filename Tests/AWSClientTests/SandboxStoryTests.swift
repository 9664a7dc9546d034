import Logging
import Sandbox
import SigV4
import Testing

@testable import AWSClient

/// The client and the emulator are two readings of the same protocol; here they meet.
@Suite("Stories against the sandbox")
struct SandboxStoryTests {
  private func withGateway(
    keys: Int = 12, _ story: (APIGateway) async throws -> Void
  ) async throws {
    let server = try await SandboxServer.start(
      SandboxOptions(keys: keys, plans: 3, isUnlimited: true))
    let environment = Dictionary(
      uniqueKeysWithValues: server.environment.map { ($0.name, $0.value) })
    let configuration = try await AWSClientConfiguration.resolve(
      Surroundings(environment: environment, readFile: { _ in nil }), logger: Logger(label: "test"))
    let client = AWSClient(configuration)
    do {
      try await story(APIGateway(client: client))
    } catch {
      Issue.record(error)
    }
    try await client.shutdown()
    try await server.stop()
  }

  @Test("A key is made, tagged, put into a plan, granted quota, disabled, and taken away again")
  func life() async throws {
    try await withGateway { gateway in
      let made = try await gateway.createAPIKey(
        CreateAPIKeyInput(name: "é ü/+ &", description: "d", tags: ["a": "b"]), lane: .interactive)
      let id = made.value.id
      #expect(made.value.enabled)
      #expect(made.value.value?.isEmpty == false)
      #expect(made.requestId != nil)
      let arn = "arn:aws:apigateway:us-east-1::/apikeys/\(id)"
      _ = try await gateway.tagResource(arn: arn, tags: ["owner": "x y"], lane: .interactive)
      #expect(
        try await gateway.getTags(arn: arn, lane: .interactive).value
          == ["a": "b", "owner": "x y"])
      _ = try await gateway.untagResource(arn: arn, keys: ["a", "none"], lane: .interactive)
      #expect(
        try await gateway.getTags(arn: arn, lane: .interactive).value == ["owner": "x y"])
      let plan = try await gateway.createUsagePlan(
        CreateUsagePlanInput(
          name: "gold", throttle: ThrottleRecord(rateLimit: 2.5, burstLimit: 20),
          quota: QuotaRecord(limit: 100, period: "MONTH")), lane: .interactive
      ).value
      #expect(plan.throttle == ThrottleRecord(rateLimit: 2.5, burstLimit: 20))
      _ = try await gateway.createUsagePlanKey(plan: plan.id, key: id, lane: .interactive)
      let members = try await gateway.getUsagePlanKeys(plan: plan.id, lane: .interactive).value
      #expect(members.items.map(\.id) == [id])
      #expect(members.items.first?.value == made.value.value)
      #expect(
        try await gateway.getUsagePlans(keyId: id, lane: .interactive).value.items.map(\.id)
          == [plan.id])
      let granted = try await gateway.updateUsage(
        plan: plan.id, key: id, remaining: 7, lane: .interactive)
      #expect(granted.value.items[id]?.last?.remaining == 7)
      let off = try await gateway.updateAPIKey(
        id, patch: [PatchOperation(op: "replace", path: "/enabled", value: "false")],
        lane: .emergency)
      #expect(!off.value.enabled)
      #expect(off.value.value == nil)
      _ = try await gateway.deleteUsagePlanKey(plan: plan.id, key: id, lane: .interactive)
      _ = try await gateway.deleteUsagePlan(plan.id, lane: .interactive)
      _ = try await gateway.deleteAPIKey(id, lane: .interactive)
      let gone = try await awsError { try await gateway.getAPIKey(id, lane: .interactive) }
      #expect(gone?.code == "NotFoundException")
      #expect(gone?.status == 404)
    }
  }

  @Test("Paging through all keys brings each once; values come only when asked for")
  func paging() async throws {
    try await withGateway(keys: 1234) { gateway in
      var ids: [String] = []
      var position: String?
      var pages = 0
      repeat {
        let page = try await gateway.getAPIKeys(position: position, lane: .interactive).value
        #expect(page.items.allSatisfy { $0.value == nil })
        ids += page.items.map(\.id)
        position = page.position
        pages += 1
      } while position != nil && pages < 10
      #expect(pages == 3)
      #expect(ids.count == 1234)
      #expect(Set(ids).count == 1234)
      let some = try await gateway.getAPIKeys(limit: 5, includeValues: true, lane: .interactive)
      #expect(some.value.items.count == 5)
      #expect(some.value.items.allSatisfy { $0.value?.isEmpty == false })
    }
  }

  @Test("Everything that is only read can be read")
  func reading() async throws {
    try await withGateway { gateway in
      let caller = try await SecurityTokenService(client: gateway.client)
        .getCallerIdentity(lane: .interactive).value
      #expect(caller.account.utf8.count == 12)
      #expect(
        try await gateway.getAccount(lane: .interactive).value.throttleSettings?.rateLimit != nil)
      let apis = try await gateway.getRestAPIs(lane: .interactive).value.items
      let api = try #require(apis.first)
      #expect(try await gateway.getRestAPI(api.id, lane: .interactive).value == api)
      let stages = try await gateway.getStages(api: api.id, lane: .interactive).value
      let stage = try #require(stages.first)
      #expect(
        try await gateway.getStage(api: api.id, stage: stage.stageName, lane: .interactive).value
          == stage)
      let resources = try await gateway.getResources(api: api.id, lane: .interactive).value.items
      let resource = try #require(resources.first { !$0.methods.isEmpty })
      let method = try #require(resource.methods.first)
      #expect(
        try await gateway.getMethod(
          api: api.id, resource: resource.id, verb: method.httpMethod, lane: .interactive
        ).value == method)
      let plan = try #require(
        try await gateway.getUsagePlans(lane: .interactive).value.items.first)
      #expect(try await gateway.getUsagePlan(plan.id, lane: .interactive).value.name == plan.name)
    }
  }

  @Test("The emulator's errors arrive with code, sentence and request id")
  func errors() async throws {
    try await withGateway { gateway in
      let short = try await awsError {
        try await gateway.createAPIKey(
          CreateAPIKeyInput(name: "n", value: SecretValue("short")), lane: .interactive)
      }
      #expect(short?.status == 400)
      #expect(short?.code == "BadRequestException")
      #expect(short?.message == "API Key value should be at least 20 characters")
      #expect(short?.requestId != nil)
      let value = SecretValue("abcdefghijklmnopqrstuvwxyz")
      _ = try await gateway.createAPIKey(
        CreateAPIKeyInput(name: "n", value: value), lane: .interactive)
      let double = try await awsError {
        try await gateway.createAPIKey(
          CreateAPIKeyInput(name: "n", value: value), lane: .interactive)
      }
      #expect(double?.status == 409)
      #expect(double?.message == "API Key already exists")
      let imported = try await gateway.importAPIKeys(
        csv: SecretValue("Key,name\nabcdefghijklmnopqrstuvwxyz0123456789,i\n"),
        failOnWarnings: true, lane: .interactive)
      #expect(imported.value.ids.count == 1)
    }
  }
}
