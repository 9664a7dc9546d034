import AWSClient
import Foundation
import GatewayKit
import SigV4
import TestSupport
import Testing

@Suite struct PlanStories {
  @Test func everyChangeOfAPlanGoesInOnePatch() async throws {
    try await World.tell { world in
      let service = try await world.connect()
      let cast = try await ChangeStories.cast(service)
      let (plan, other) = (cast.plans[0], cast.plans[1])
      let old = try #require(plan.apiStages.first).reference
      let new = try #require(other.apiStages.first).reference
      _ = world.wire.takeSent()
      let edit = PlanEdit(
        name: "renamed", description: "better",
        throttle: .set(Throttle(rateLimit: 0.5, burstLimit: nil)),
        quota: .set(Quota(limit: 7, period: .week)), addStages: [new], removeStages: [old],
        methodThrottles: [new: ["/orders/GET": Throttle(rateLimit: 1, burstLimit: 2)]])
      let outcome = try await service.perform(.updatePlan(plan, edit))
      guard case .plan(let after) = outcome.subject else { throw Missing() }
      #expect(world.wire.takeChanges() == ["PATCH /usageplans/\(plan.id.wire)"])
      #expect(after.name == "renamed")
      #expect(after.description == "better")
      #expect(after.throttle == Throttle(rateLimit: 0.5, burstLimit: 5))
      #expect(after.quota == Quota(limit: 7, period: .week))
      #expect(after.apiStages.map(\.reference) == [new])
      #expect(
        after.apiStages.first?.throttle == ["/orders/GET": Throttle(rateLimit: 1, burstLimit: 2)])
      #expect(outcome.isReversible)
      #expect(outcome.notes == [])

      // Undo puts everything back, in one PATCH too.
      let candidate = try #require(try await service.undoCandidate())
      #expect(candidate.summary == "changed story-0")
      #expect(candidate.inverse == "put the limits and stages of story-0 back")
      let undone = try await service.undo()
      #expect(world.wire.takeChanges() == ["PATCH /usageplans/\(plan.id.wire)"])
      guard case .plan(var back) = undone.subject else { throw Missing() }
      back.description = nil
      #expect(back == plan)
      await service.close()
    }
  }

  @Test func aSecondUpdateWaitsAndSaysHowLong() async throws {
    try await World.tell { world in
      world.clock.freeze()
      let service = try await world.connect()
      let plan = try await ChangeStories.cast(service).plans[0]
      let said = Said()
      for limit in [5, 6] {
        // The second one comes from another process: another service on the same journal.
        let mine = limit == 5 ? service : try await world.connect()
        let edit = PlanEdit(quota: .set(Quota(limit: limit, period: .day)))
        _ = try await mine.perform(.updatePlan(plan, edit), .interactive, said.progress)
      }
      #expect(said.all == ["waiting 22 s: AWS allows one plan update per 20 seconds"])
      #expect(world.clock.waits.filter { $0 > 21 && $0 < 21.1 }.count == 1)
      await service.close()
    }
  }

  @Test func refusesWhatAPIGatewayWouldRefuse() async throws {
    try await World.tell { world in
      let service = try await world.connect()
      let cast = try await ChangeStories.cast(service)
      let plan = cast.plans[0]
      let stage = try #require(plan.apiStages.first).reference
      let elsewhere = StageReference(apiId: "nowhere", stage: "prod")
      let many = Dictionary(
        uniqueKeysWithValues: (0...20).map {
          ("/p\($0)/GET", Throttle(rateLimit: 1, burstLimit: 1))
        })
      let table: [(PlanEdit, String)] = [
        (PlanEdit(), "The plan story-0 is like that already; there is nothing to change."),
        (
          PlanEdit(throttle: .set(Throttle(rateLimit: -1, burstLimit: 1))),
          "The rate -1 would let no request through."
        ),
        (
          PlanEdit(throttle: .set(Throttle(rateLimit: 0, burstLimit: 1))),
          "The rate 0 would let no request through."
        ),
        (
          PlanEdit(throttle: .set(Throttle(rateLimit: .nan, burstLimit: 1))),
          "The rate is not a number."
        ),
        (
          PlanEdit(quota: .set(Quota(limit: -5, period: .day))), "The quota -5 is negative."
        ),
        (
          PlanEdit(quota: .set(Quota(limit: 5, offset: 3, period: .day))),
          "The quota's offset 3 does not fit the period DAY."
        ),
        (
          PlanEdit(addStages: [stage]),
          "The plan story-0 opens \(stage.wire) already; nothing was sent."
        ),
        (
          PlanEdit(removeStages: [elsewhere]),
          "The plan story-0 does not open nowhere:prod; nothing was sent."
        ),
        (
          PlanEdit(methodThrottles: [stage: many]),
          "The stage \(try #require(plan.apiStages.first).label) would have 21 method throttles; "
            + "20 are allowed."
        ),
        (
          PlanEdit(methodThrottles: [stage: ["orders": Throttle(rateLimit: 1, burstLimit: 1)]]),
          "“orders” is no path and method."
        ),
      ]
      _ = world.wire.takeSent()
      for (edit, message) in table {
        let error = try await failure { try await service.perform(.updatePlan(plan, edit)) }
        #expect(error.message == message)
        #expect([.usage, .refused].contains(error.kind))
      }
      let burst = try await failure {
        try await service.perform(
          .createPlan(PlanDraft(name: "x", throttle: Throttle(rateLimit: nil, burstLimit: 5))))
      }
      #expect(burst.message == "The plan has a burst without a rate.")
      #expect(world.wire.takeChanges() == [])
      await service.close()
    }
  }

  @Test func deletesAPlanWithItsStages() async throws {
    try await World.tell { world in
      let service = try await world.connect()
      let plan = try await ChangeStories.cast(service).plans[0]
      _ = world.wire.takeSent()
      let outcome = try await service.perform(.deletePlan(plan))
      #expect(outcome.summary == "deleted story-0")
      let path = "/usageplans/\(plan.id.wire)"
      #expect(world.wire.takeChanges() == ["PATCH \(path)", "DELETE \(path)"])
      #expect(try await service.allPlans().contains { $0.id == plan.id } == false)
      #expect(try await service.undoCandidate() == nil)
      await service.close()
    }
  }

  @Test func putsTheStagesBackOfAPlanThatCannotBeDeleted() async throws {
    try await World.tell { world in
      let service = try await world.connect()
      let plan = try await ChangeStories.cast(service).plans[0]
      world.wire.fail(
        "DELETE", "/usageplans/",
        .answer(status: 400, code: "BadRequestException", message: "Not today"))
      let error = try await failure { try await service.perform(.deletePlan(plan)) }
      #expect(
        error.message
          == [
            "The plan story-0 could not be deleted: API Gateway refuses DeleteUsagePlan: Not today. ",
            "Its stages were put back.",
          ].joined())
      #expect(try await service.plan(plan.id, false, .interactive) == plan)
      await service.close()
    }
  }

  @Test func aPatchWhoseAnswerIsLostIsLookedAfter() async throws {
    try await World.tell { world in
      let service = try await world.connect()
      let cast = try await ChangeStories.cast(service)
      let stage = try #require(cast.plans[1].apiStages.first).reference
      world.wire.fail("PATCH", "/usageplans/", .loseAnswer)
      let outcome = try await service.perform(
        .updatePlan(cast.plans[0], PlanEdit(addStages: [stage])))
      #expect(
        outcome.notes == [
          "The answer for the change of story-0 was lost; read back, it was applied."
        ])
      await service.close()
    }
  }

  @Test func grantsFromWhatRemainsNow() async throws {
    try await World.tell { world in
      let service = try await world.connect()
      let cast = try await ChangeStories.cast(service)
      let plan = cast.plans[0]
      try await service.perform(.attach(cast.key, plan))
      let grant = Grant(amount: .add(500), reason: "launch week")
      let outcome = try await service.perform(.grant(cast.key, plan, grant))
      guard case .usage(let usage) = outcome.subject else { throw Missing() }
      #expect(usage.remaining == 1_500)
      #expect(usage.isAdjusted)
      #expect(outcome.summary == "set what heroine has left in story-0 from 1000 to 1500")

      // Somebody else grants more; undoing takes away what we gave.
      let other = try await world.connect(stateFolder: world.folder.path + "/other")
      try await other.perform(.grant(cast.key, plan, Grant(amount: .remaining(4_000))))
      let candidate = try #require(try await service.undoCandidate())
      #expect(candidate.inverse == "take 500 from what heroine has left in story-0")
      guard case .usage(let back) = try await service.undo().subject else { throw Missing() }
      #expect(back.remaining == 3_500)
      // What is left to undo is the attachment, not the grant again.
      #expect(try await service.undoCandidate()?.inverse == "take heroine out of story-0")
      await service.close()
    }
  }
}
