import AWSClient
import Foundation
import TestSupport
import Testing

@testable import GatewayKit

@Suite struct QuarantineStories {
  private func quarantine(
    _ service: GatewayService, _ name: String, _ stages: [PlanStage], tags: [String: String] = [:]
  ) async throws -> UsagePlan {
    let draft = PlanDraft(
      name: name, throttle: Throttle(rateLimit: 1, burstLimit: 1), stages: stages, tags: tags)
    guard case .plan(let plan) = try await service.perform(.createPlan(draft)).subject else {
      throw Missing()
    }
    return plan
  }

  @Test func movesTheKeyIntoThePlanThatWasPrepared() async throws {
    try await World.tell { world in
      let service = try await world.connect()
      let cast = try await ChangeStories.cast(service)
      let match = RevokeStories.match(cast.key)
      let nowhere = try await failure { _ = try await service.quarantine(match) }
      #expect(nowhere.code == "OpensNothing")
      for plan in cast.plans.prefix(2) { try await service.perform(.attach(cast.key, plan)) }
      let stages = cast.plans.prefix(2).flatMap(\.apiStages)
      let error = try await failure { _ = try await service.quarantine(match) }
      #expect(error.kind == .refused)
      let wires = Set(stages.map(\.reference.wire))
      #expect(
        error.advice.hasPrefix(
          "Prepare one, and try again: tollgate plans create --name quarantine --rate 1 --burst 1 "
            + "--stage "))
      #expect(error.advice.hasSuffix(" --tag tollgate:quarantine=true"))
      #expect(wires.allSatisfy { error.advice.contains("--stage \($0)") })

      // One by its name, one by its tag.
      let first = try await quarantine(service, "Quarantine 1", [stages[0]])
      let second = try await quarantine(
        service, "slow", [stages[1]], tags: ["tollgate:quarantine": "true"])
      _ = world.wire.takeSent()
      let outcome = try await service.quarantine(match)
      #expect(outcome.summary.hasPrefix("moved heroine from "))
      #expect(outcome.notes.contains { $0.hasPrefix("Limits of a plan are best effort") })
      let plans = try await service.plansOfKey(cast.key.id, .interactive).map(\.id.wire)
      #expect(Set(plans) == [first.id.wire, second.id.wire])
      #expect(try await service.journal(1).map(\.outcome) == ["done"])
      #expect(try await service.undoCandidate()?.summary.hasPrefix("moved") != true)
      let again = try await failure { _ = try await service.quarantine(match) }
      #expect(again.code == "InQuarantine")
      await service.close()
    }
  }

  @Test func putsTheKeyBackWhenThePlanRefusesIt() async throws {
    try await World.tell { world in
      let service = try await world.connect()
      let cast = try await ChangeStories.cast(service)
      try await service.perform(.attach(cast.key, cast.plans[0]))
      let plan = try await quarantine(service, "quarantine", cast.plans[0].apiStages)
      world.wire.fail(
        "POST", "/usageplans/\(plan.id.wire)/keys",
        .answer(status: 400, code: "BadRequestException", message: "Not today"))
      let error = try await failure {
        _ = try await service.quarantine(RevokeStories.match(cast.key))
      }
      #expect(
        error.message
          == "heroine could not be moved: API Gateway refuses CreateUsagePlanKey: Not today. "
          + "It is in its plans as before.")
      let plans = try await service.plansOfKey(cast.key.id, .interactive).map(\.id)
      #expect(plans == [cast.plans[0].id])
      #expect(try await service.journal(1).map(\.outcome) == ["failed"])
      await service.close()
    }
  }

  @Test func choosesPlansThatOpenEveryStageWithoutSharingOne() {
    func stage(_ name: String) -> StageReference { StageReference(apiId: "api", stage: name) }
    func plan(_ id: String, _ stages: [String]) -> UsagePlan {
      UsagePlan(
        id: PlanID(id), name: "quarantine \(id)",
        apiStages: stages.map { PlanStage(reference: stage($0)) },
        context: GatewayContext(profile: "p", region: "r"))
    }
    func chosen(_ stages: [String], _ plans: [UsagePlan]) -> [String]? {
      ChangeRun.targets(for: stages.map(stage), among: plans)?.map(\.id.wire)
    }
    #expect(chosen(["a"], []) == nil)
    #expect(chosen(["a"], [plan("1", ["a", "b"])]) == ["1"])
    #expect(chosen(["a", "b"], [plan("1", ["a"]), plan("2", ["a", "b"])]) == ["2"])
    #expect(chosen(["a", "b"], [plan("1", ["a"]), plan("2", ["b"])]) == ["1", "2"])
    #expect(chosen(["a", "b", "c"], [plan("1", ["a", "b"]), plan("2", ["b", "c"])]) == nil)
  }
}
