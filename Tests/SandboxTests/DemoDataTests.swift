import HTTPTypes
import Testing

@testable import Sandbox

@Suite("The demo data")
struct DemoDataTests {
  private static let noon = 1_773_835_200.0

  private func state(
    keys: Int = 400, plans: Int = 9, seed: UInt64 = 1, now: Double = noon
  ) -> AccountState {
    DemoData(SandboxOptions(keys: keys, plans: plans, seed: seed), now: now).state()
  }

  @Test("Exactly as many as asked", arguments: [(0, 0), (1, 1), (3, 20), (400, 9), (10_000, 300)])
  func counts(keys: Int, plans: Int) {
    let state = state(keys: keys, plans: plans)
    #expect(state.keys.count == keys)
    #expect(state.plans.count == plans)
    #expect(Set(state.plans.newestFirst.map(\.name)).count == plans)
    #expect(Set(state.keys.newestFirst.map(\.value)).count == keys)
    #expect(state.apis.newestFirst.map(\.name) == ["billing-api", "search-api", "orders-api"])
  }

  @Test("The same seed and day make the same data, another seed others")
  func seeds() throws {
    func keys(_ seed: UInt64, _ now: Double) -> [APIKey] {
      Array(state(keys: 60, seed: seed, now: now).keys.newestFirst)
    }
    #expect(keys(1, Self.noon) == keys(1, Self.noon + 3_000))
    #expect(keys(1, Self.noon) != keys(2, Self.noon))
    #expect(keys(1, Self.noon).map(\.id) == keys(1, Self.noon + 86_400).map(\.id))
  }

  @Test("Newer keys were created later, and none in the time to come")
  func dates() {
    let dates = state().keys.newestFirst.map(\.created)
    #expect(dates == dates.sorted(by: >))
    #expect(dates.allSatisfy { Double($0) < Self.noon })
  }

  @Test("One of every kind, on any day of the month", arguments: 0..<31)
  func kinds(day: Int) throws {
    let now = Self.noon + Double(day) * 86_400
    let state = state(keys: 40, now: now)
    let today = CivilDay.number(at: now)
    var near = 0
    var over = 0
    var lowered = 0
    for plan in state.plans.newestFirst {
      for member in state.members(of: plan.id).newestFirst {
        let meter = try #require(state.meter(plan: plan.id, key: member.key))
        if !meter.grants.isEmpty { lowered += 1 }
        guard let quota = plan.quota else { continue }
        var ledger = UsageLedger(
          meter: meter, key: state.keys[member.key], quota: quota, now: now)
        let days = ledger.days(from: today - 89, to: today)
        if days.contains(where: { $0.remaining == 0 }) { over += 1 }
        if days.suffix(7).contains(where: { $0.remaining > 0 && $0.remaining * 5 < quota.limit }) {
          near += 1
        }
      }
    }
    #expect(near > 0 && over > 0 && lowered == 1)
    let keys = Array(state.keys.newestFirst)
    #expect(keys.contains { !$0.enabled })
    #expect(keys.contains { $0.name == nil })
    #expect(keys.contains { state.plans(ofKey: $0.id).isEmpty })
    #expect(keys.filter { $0.id == $0.value }.map(\.id.count) == [40])
  }

  @Test("Keys that tools made carry their marks, which callers neither set nor remove")
  func owners() async throws {
    let keys = Array(state().keys.newestFirst)
    #expect(
      keys.compactMap { $0.tags["aws:cloudformation:logical-id"] }.sorted() == [
        "ApiGatewayApiKey1", "PartnerKeyA8B8C1D2", "SearchApiApiKey",
      ])
    #expect(keys.count { $0.description == "Managed by Terraform" } == 1)
    let made = try #require(
      keys.first { $0.tags["aws:cloudformation:logical-id"] == "ApiGatewayApiKey1" })
    #expect(made.tags["STAGE"] == "prod")
    try await story(SandboxOptions(keys: 40, plans: 9, isUnlimited: true)) { caller in
      let tags = "/tags/arn%3Aaws%3Aapigateway%3Aus-east-1%3A%3A%2Fapikeys%2F\(made.id)"
      let refused = Heard.refusal(
        400, "BadRequestException", "Tag keys cannot start with aws:")
      try await expect(
        caller.ask(.delete, tags + "?tagKeys=aws%3Acloudformation%3Astack-name"), refused)
      try await expect(caller.ask(.put, tags, "{\"tags\":{\"aws:x\":\"y\"}}"), refused)
      try await expect(caller.ask(.put, tags, "{\"tags\":{\"mine\":\"y\"}}").status, 204)
      let seen = try await caller.ask(.get, tags).body
      #expect(seen.contains("\"mine\":\"y\""))
      #expect(seen.contains("\"aws:cloudformation:stack-name\":\"orders-service-prod\""))
    }
  }

  @Test("No key is in two plans with one stage")
  func stages() {
    let state = state(keys: 500, plans: 30)
    for key in state.keys.newestFirst {
      let stages = state.plans(ofKey: key.id).flatMap { state.plans[$0]?.stages ?? [] }
      #expect(Set(stages.map(\.reference)).count == stages.count)
    }
  }
}
