import GatewayKit
import Synchronization
import Testing
import TollgateCLI

/// What `plans update` makes of its words.
@Suite struct PlanEditTests {
  private func edit(_ words: String...) async -> (PlanEdit?, Scene.Result) {
    let scene = Scene()
    let result = await scene.run(["plans", "update", "basic", "--yes"] + words)
    guard case .updatePlan(_, let edit) = scene.changes.first else { return (nil, result) }
    return (edit, result)
  }

  @Test func everythingGoesIntoOneEdit() async {
    let (found, _) = await edit(
      "--name", "gold", "--rate", "7.5", "--burst", "9", "--no-quota", "--remove-stage",
      "orders:prod")
    #expect(
      found
        == PlanEdit(
          name: "gold", throttle: .set(Throttle(rateLimit: 7.5, burstLimit: 9)), quota: .remove,
          removeStages: [StageReference(apiId: "ap1", stage: "prod")]))
  }

  @Test func methodLimitsAreKeyedAsTheServiceKeysThem() async {
    let (found, _) = await edit(
      "--method-throttle", "orders:prod /search/{id} get=5/10", "--method-throttle",
      "ap1:prod / POST=0.5/1")
    #expect(
      found
        == PlanEdit(methodThrottles: [
          StageReference(apiId: "ap1", stage: "prod"): [
            "/search/{id}/GET": Throttle(rateLimit: 5, burstLimit: 10),
            "//POST": Throttle(rateLimit: 0.5, burstLimit: 1),
          ]
        ]))
  }

  @Test(arguments: [
    "orders:prod", "orders:prod /a", "orders:prod a GET=1/2", "orders:prod /a GET=1",
    "orders:prod /a GET=-1/2", "orders:prod /a GET=1/2.5", "orders:prod /a GET=x/2",
  ])
  func brokenMethodLimitsAreRefused(_ text: String) async {
    let (found, result) = await edit("--method-throttle", text)
    #expect(found == nil)
    #expect(result.code == 64)
    #expect(
      result.err.prefix { $0 != "\n" }
        == """
        Error: The value '\(text)' is invalid for '--method-throttle <limits>': '\(text)' is no \
        method throttle. Write 'API:STAGE /path GET=RATE/BURST', such as 'orders-api:prod /search \
        GET=5/10'.
        """)
  }

  @Test func aNewQuotaKeepsTheDayOfReset() async {
    var plan = UsagePlan.basic
    plan.quota = Quota(limit: 10, offset: 3, period: .month)
    let scene = Scene(.scripted(plans: [plan]))
    _ = await scene.run(
      "plans", "update", "basic", "-y", "--quota", "20", "--period", "month")
    guard case .updatePlan(_, let edit) = scene.changes.first else {
      Issue.record("no change")
      return
    }
    #expect(edit.quota == .set(Quota(limit: 20, offset: 3, period: .month)))
  }

  @Test func aRateAloneLetsASecondOfRequestsComeAtOnce() async {
    let scene = Scene()
    _ = await scene.run("plans", "update", "open", "--rate", "4.5", "--yes")
    guard case .updatePlan(_, let edit) = scene.changes.first else {
      Issue.record("no change")
      return
    }
    #expect(edit.throttle == .set(Throttle(rateLimit: 4.5, burstLimit: 5)))
  }

  @Test func aBurstAloneNeedsARateThatIsThere() async {
    let scene = Scene()
    let result = await scene.run("plans", "update", "open", "--burst", "5", "--yes")
    #expect(
      result
        == .init(
          code: 64, out: "",
          err: """
            The plan open has no rate yet, and --burst alone gives it none. Give --rate too.

            """))
    #expect(scene.changes.isEmpty)
    _ = await scene.run("plans", "update", "basic", "--burst", "5", "--yes")
    guard case .updatePlan(_, let edit) = scene.changes.first else {
      Issue.record("no change")
      return
    }
    #expect(edit.throttle == .set(Throttle(rateLimit: nil, burstLimit: 5)))
  }
}
