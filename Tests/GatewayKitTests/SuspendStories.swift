import AWSClient
import Foundation
import GatewayKit
import TestSupport
import Testing

@Suite struct SuspendStories {
  /// A plan with two stages, one of which limits a method.
  private func plan(_ service: GatewayService) async throws -> UsagePlan {
    let plans = try await ChangeStories.cast(service).plans
    let second = try #require(plans[1].apiStages.first).reference
    let edit = PlanEdit(
      addStages: [second],
      methodThrottles: [second: ["/orders/GET": Throttle(rateLimit: 1, burstLimit: 2)]])
    guard case .plan(let plan) = try await service.perform(.updatePlan(plans[0], edit)).subject
    else { throw Missing() }
    return plan
  }

  private func stages(_ service: GatewayService, _ plan: UsagePlan) async throws -> [PlanStage] {
    try await service.plan(plan.id, false, .interactive).apiStages.sorted {
      $0.reference.wire < $1.reference.wire
    }
  }

  @Test func takesTheStagesAwayAndPutsThemBackExactly() async throws {
    try await World.tell { world in
      let service = try await world.connect()
      let plan = try await plan(service)
      let before = try await stages(service, plan)
      #expect(before.contains { $0.throttle.count == 1 })
      _ = world.wire.takeSent()
      let outcome = try await service.perform(.suspendPlan(plan))
      #expect(world.wire.takeChanges() == ["PATCH /usageplans/\(plan.id.wire)"])
      let labels = plan.apiStages.map(\.label).joined(separator: ", ")
      #expect(outcome.summary == "suspended story-0: its keys open \(labels) no more")
      #expect(outcome.isReversible)
      #expect(try await stages(service, plan) == [])

      let again = try await failure { try await service.perform(.suspendPlan(plan)) }
      #expect(again.kind == .refused)
      #expect(again.code == "SuspendedAlready")
      // Another process on this machine resumes it: the journal is all that it knows.
      let later = try await world.connect()
      _ = world.wire.takeSent()
      let resumed = try await later.perform(.resumePlan(plan))
      #expect(world.wire.takeChanges() == ["PATCH /usageplans/\(plan.id.wire)"])
      #expect(resumed.summary.hasPrefix("resumed story-0: its keys open "))
      #expect(try await stages(service, plan) == before)
      let done = try await failure { try await service.perform(.resumePlan(plan)) }
      #expect(done.code == "NotSuspended")
      #expect(
        done.message
          == "The plan story-0 is not suspended: it opens \(labels); nothing was sent.")
      await service.close()
      await later.close()
    }
  }

  @Test func undoTakesASuspensionAndAResumptionBack() async throws {
    try await World.tell { world in
      let service = try await world.connect()
      let plan = try await plan(service)
      let before = try await stages(service, plan)
      try await service.perform(.suspendPlan(plan))
      #expect(try await service.undoCandidate()?.summary == "suspended story-0")
      #expect(try await service.undoCandidate()?.inverse == "put the stages of story-0 back")
      _ = try await service.undo()
      #expect(try await stages(service, plan) == before)
      let not = try await failure { try await service.perform(.resumePlan(plan)) }
      #expect(not.code == "NotSuspended")
      try await service.perform(.suspendPlan(plan))
      try await service.perform(.resumePlan(plan))
      #expect(try await service.undoCandidate()?.inverse == "suspend story-0 again")
      _ = try await service.undo()
      #expect(try await stages(service, plan) == [])
      try await service.perform(.resumePlan(plan))
      #expect(try await stages(service, plan) == before)
      await service.close()
    }
  }

  @Test func refusesWhenSomebodyElseOpenedItAgain() async throws {
    try await World.tell { world in
      let service = try await world.connect()
      let other = try await world.connect(stateFolder: world.folder.path + "/other")
      let plan = try await plan(service)
      try await service.perform(.suspendPlan(plan))
      // Elsewhere nobody knows what it opened.
      let elsewhere = try await failure { try await other.perform(.resumePlan(plan)) }
      #expect(elsewhere.code == "SuspendedElsewhere")
      #expect(
        elsewhere.advice
          == "Resume it where it was suspended, or add its stages by hand: tollgate plans update "
          + "\(plan.id.wire) --add-stage API:STAGE")
      let stage = try #require(plan.apiStages.first)
      try await other.perform(.updatePlan(plan, PlanEdit(addStages: [stage.reference])))
      _ = world.wire.takeSent()
      let error = try await failure { try await service.perform(.resumePlan(plan)) }
      #expect(error.kind == .refused)
      #expect(error.code == "ChangedSince")
      #expect(
        error.message.hasPrefix(
          "The plan story-0 opens \(stage.label) now, so something else changed it since it was "
            + "suspended "))
      #expect(world.wire.takeChanges() == [])
      let bare = try await service.perform(.createPlan(PlanDraft(name: "bare")))
      guard case .plan(let empty) = bare.subject else { throw Missing() }
      let nothing = try await failure { try await service.perform(.suspendPlan(empty)) }
      #expect(
        nothing.message == "The plan bare opens no API stage, so there is nothing to suspend.")
      await service.close()
      await other.close()
    }
  }

  @Test func aSuspensionOfUnknownEndCanBeResumed() async throws {
    try await World.tell { world in
      let service = try await world.connect()
      let plan = try await plan(service)
      let before = try await stages(service, plan)
      world.wire.fail("PATCH", "/usageplans/", .loseAnswer, times: 9)
      let error = try await failure {
        _ = try await service.perform(.suspendPlan(plan), .interactive) { said in
          if said.contains("looking") {
            world.wire.fail("GET", "/usageplans/", .loseRequest, times: 9)
          }
        }
      }
      #expect(error.outcomeUnknown)
      #expect(try await service.journal(1).map(\.outcome) == ["unknown"])
      world.wire.clear()
      #expect(try await stages(service, plan) == [])
      try await service.perform(.resumePlan(plan))
      #expect(try await stages(service, plan) == before)
      await service.close()
    }
  }
}
