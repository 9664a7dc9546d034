import Foundation
import GatewayKit
import Testing

@Suite struct ValueTests {
  static let context = GatewayContext(profile: "prod", region: "eu-central-1")
  static let key = APIKey(
    id: KeyID("a1b2c3d4e5"), name: "acme", isEnabled: true,
    createdDate: Date(timeIntervalSince1970: 1_795_253_105.9), tags: ["team": "red"],
    context: context)

  static func json(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  @Test func keysPlansAndUsageHaveTheContractsShapes() throws {
    #expect(
      try Self.json(KeyJSON(Self.key))
        == [
          #"{"context":{"profile":"prod","region":"eu-central-1"},"#,
          #""createdDate":"2026-11-21T09:25:05Z","enabled":true,"id":"a1b2c3d4e5","#,
          #""lastUpdatedDate":null,"name":"acme","tags":{"team":"red"}}"#,
        ].joined())
    var rich = Self.key
    rich.description = "the app"
    rich.plans = [PlanReference(id: PlanID("p1"), name: "basic")]
    #expect(try Self.json(KeyJSON(rich)).contains(#""plans":[{"id":"p1","name":"basic"}]"#))
    let plan = UsagePlan(
      id: PlanID("p1"), name: "basic", throttle: Throttle(rateLimit: 10, burstLimit: 5),
      quota: Quota(limit: 100, period: .month),
      apiStages: [
        PlanStage(reference: StageReference(apiId: "a1", stage: "prod"), apiName: "orders-api")
      ], context: Self.context)
    #expect(
      try Self.json(PlanJSON(plan))
        == [
          #"{"apiStages":[{"apiId":"a1","apiName":"orders-api","stage":"prod"}],"#,
          #""context":{"profile":"prod","region":"eu-central-1"},"id":"p1","name":"basic","#,
          #""quota":{"limit":100,"offset":0,"period":"MONTH"},"tags":{},"#,
          #""throttle":{"burstLimit":5,"rateLimit":10}}"#,
        ].joined())
    let usage = KeyUsage(
      plan: plan.reference, keyId: Self.key.id, keyName: "acme", quota: nil,
      days: [UsageDay(date: CalendarDay(number: 0), used: 1, remaining: 0)], used: 1,
      remaining: nil, percent: nil, isAdjusted: false, forecast: Forecast(state: .unmetered),
      fetchedAt: Date(timeIntervalSince1970: 0), context: Self.context)
    #expect(
      try Self.json(UsageJSON(usage))
        == [
          #"{"adjusted":false,"days":[{"date":"1970-01-01","remaining":0,"used":1}],"#,
          #""forecast":{"state":"unmetered"},"keyId":"a1b2c3d4e5","keyName":"acme","percent":null,"#,
          #""planId":"p1","planName":"basic","quota":null,"remaining":null,"used":1}"#,
        ].joined())
  }

  @Test func idsThatMayBeValuesAreNeverPrinted() throws {
    let value = "gE96dRabcdefghijklmnopqrstuvwxyz01234567"
    var key = Self.key
    key.id = KeyID(value)
    #expect(!(try Self.json(KeyJSON(key))).contains(value))
    #expect(try Self.json(KeyJSON(key)).contains(#""id":"sha256:"#))
  }

  @Test func confirmationsFollowTheContract() {
    let plan = UsagePlan(id: PlanID("p1"), name: "basic", keyCount: 0, context: Self.context)
    var full = plan
    full.keyCount = nil
    var nameless = Self.key
    nameless.name = ""
    var foreign = Self.key
    foreign.name = "a\u{202E}b"
    let table: [([Change], Bool, GatewayKit.Confirmation)] = [
      ([], false, .none),
      ([.createKey(KeyDraft(name: "x"))], false, .none),
      ([.createKey(KeyDraft(name: "x"))], true, .typed("x")),
      ([.tagKey(Self.key, ["a": "b"])], false, .none),
      ([.untagKey(Self.key, ["a"])], false, .none),
      ([.setEnabled(Self.key, false)], false, .yes),
      ([.setEnabled(Self.key, false)], true, .typed("acme")),
      ([.updateKey(Self.key, KeyEdit(name: "y"))], false, .yes),
      ([.attach(Self.key, plan)], false, .yes),
      ([.grant(Self.key, plan, Grant(amount: .add(1)))], false, .yes),
      ([.detach(Self.key, plan)], false, .typed("acme")),
      ([.deleteKey(nameless)], false, .typed("a1b2c3d4e5")),
      ([.deleteKey(foreign)], false, .typed("a1b2c3d4e5")),
      ([.updatePlan(plan, PlanEdit())], false, .yes),
      ([.updatePlan(full, PlanEdit())], false, .typed("basic")),
      ([.deletePlan(plan)], false, .typed("basic")),
      ([.setEnabled(Self.key, false), .setEnabled(nameless, false)], false, .typed("2")),
    ]
    for (changes, isProtected, needed) in table {
      #expect(
        GatewayKit.Confirmation.needed(for: changes, isProtected: isProtected) == needed,
        "\(changes)")
    }
  }

  @Test func readsTheSettings() {
    let config = GatewayConfig(
      yaml: """
        theme: dusk
        zone: Asia/Tokyo
        thresholds: { warn: 60%, critical: 95 }
        budget:
          background: 20
        protected: [prod-*, "*/us-east-1"]
        keys: { disable: X }
        colour: red
        contexts: prod
        timeouts: { answer: 2.5 }
        """, file: "/c/config.yaml")
    #expect(config.theme == "dusk")
    #expect(config.zone == "Asia/Tokyo")
    #expect(config.thresholds.warn == 60)
    #expect(config.thresholds.critical == 95)
    #expect(config.budget.background == 20)
    #expect(config.budget.bulk == 80)
    #expect(config.timeouts.answer == 2.5)
    #expect(config.timeouts.connect == 5)
    #expect(config.keys == ["disable": "X"])
    #expect(config.contexts == [ContextSetting(profile: "prod")])
    #expect(
      config.problems.map(\.description) == [
        "/c/config.yaml, line 8: unknown setting colour; it is passed over"
      ])
    #expect(
      config.isProtected(GatewayContext(profile: "prod-eu", region: "x"), account: nil))
    #expect(
      config.isProtected(GatewayContext(profile: "dev", region: "us-east-1"), account: nil))
    #expect(
      !config.isProtected(GatewayContext(profile: "dev", region: "eu-west-1"), account: "1"))
  }

  @Test func aBrokenSettingKeepsItsDefault() {
    let config = GatewayConfig(
      yaml: "theme: [a]\nthresholds: { warn: lots }\nbudget: { bulk: 500 }\n"
        + "timeouts: { connect: 0, read: 1 }\n", file: "f")
    #expect(config.theme == nil)
    #expect(config.thresholds == GatewayConfig.Thresholds())
    #expect(
      config.problems.map(\.description) == [
        "f, line 1: theme should be a text; the default is used",
        "f, line 2: warn should be a number from 0 to 1000; the default is used",
        "f, line 3: bulk should be a number from 1 to 100; the default is used",
        "f, line 4: connect should be a number from 1 to 600; the default is used",
        "f, line 4: unknown time-out read; it is passed over",
      ])
    let broken = GatewayConfig(yaml: "theme: dusk\n  keys: {\n", file: "f")
    #expect(broken.theme == nil)
    #expect(broken.problems.count == 1)
    #expect(broken.problems.first?.line == 2)
    #expect(GatewayConfig(yaml: "", file: "f") == GatewayConfig())
  }
}
