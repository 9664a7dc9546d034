import AWSClient
import Foundation
import GatewayKit
import SigV4
import Synchronization
import TestSupport
import Testing

/// Two operators, other people's changes, and what is refused.
@Suite struct RotationOperatorStories {
  @Test func twoMachinesAtTheSameMomentMakeOneReplacement() async throws {
    for _ in 0..<4 {
      try await RotationWorld.tell { world in
        let service = try await world.connect()
        let cast = try await RotationCast.enter(service, plans: 1)
        let others = [try await world.connect("north"), try await world.connect("south")]
        let states = try await withThrowingTaskGroup(of: RotationState?.self) { group in
          for other in others {
            group.addTask {
              do {
                return try await other.run(.rotate(RotateRequest(key: cast.key))).rotation.state
              } catch let error as GatewayError where error.kind == .refused {
                return nil
              }
            }
          }
          return try await group.reduce(into: []) { $0.append($1) }
        }
        let made = try await service.allKeys().filter { $0.tags["tollgate:replaces"] != nil }
        #expect(made.count <= 1, "\(states)")
        // Whoever comes next goes on with it, or begins anew.
        let last = try await others[0].run(.rotate(RotateRequest(key: cast.key)))
        #expect(last.error == nil)
        #expect(last.rotation.state == .overlapping)
        #expect(try await service.allKeys().filter { $0.name == "acme-mobile" }.count == 2)
        for other in others { await other.close() }
        await service.close()
      }
    }
  }

  @Test func anotherMachineFindsItByItsTagsAndGoesOn() async throws {
    try await RotationWorld.tell { world in
      let here = try await world.connect()
      let cast = try await RotationCast.enter(here)
      let begun = try await here.run(
        .rotate(RotateRequest(key: cast.key, overlap: 3_600, quiet: 0))
      ).rotation
      let there = try await world.connect("there")
      let found = try #require(try await there.rotations(true, .interactive).first)
      #expect(found.isForeign)
      #expect(found.id == begun.id && found.state == .overlapping)
      #expect(found.plans.map(\.name).sorted() == ["story-0", "story-1"])
      #expect(found.waitsFor.first == "new key not seen yet")
      #expect(found.use?.new == 0)
      let extended = try await there.run(.extend(id: begun.id, overlap: 7_200))
      #expect(extended.error == nil && !extended.rotation.isForeign)
      #expect(
        try await there.whole(cast.key.id.shown).tags["tollgate:retire-after"]
          == extended.rotation.retireAt.iso8601)
      let value = try await there.value(begun.newKeyId)
      world.time.pass(10)
      world.call(value, cast.stages[1], times: 3)
      let refused = try await there.run(.rollBack(id: begun.id))
      #expect(refused.error?.code == "CannotRollBack")
      let finished = try await there.run(.finish(id: begun.id, forcedBecause: nil))
      #expect(finished.error == nil)
      #expect(finished.rotation.state == .disabled)
      // The first machine sees that it is over.
      let seen = try await here.run(.advance(AdvanceRequest(id: begun.id)))
      #expect(seen.rotation.state == .disabled)
      #expect(seen.notes == ["The overlap is over: the old key was disabled by somebody."])
      await there.close()
      await here.close()
    }
  }

  @Test func finishesWithForceButNeverWithoutAWorkingKey() async throws {
    try await RotationWorld.tell { world in
      let service = try await world.connect()
      let cast = try await RotationCast.enter(service)
      let begun = try await service.run(.rotate(RotateRequest(key: cast.key))).rotation
      let early = try await service.run(.finish(id: begun.id, forcedBecause: nil))
      #expect(early.error?.code == "NotReady")
      #expect(
        early.error?.message
          == "The old key of acme-mobile is not retired, since it waits for: new key not seen yet.")
      let new = try await service.whole(begun.newKeyId)
      try await service.perform(.detach(new, cast.plans[1]))
      let without = try await service.run(.finish(id: begun.id, forcedBecause: "ticket 7"))
      #expect(without.rotation.waitsFor == ["new key is missing from plan story-1"])
      #expect(without.error?.kind == .refused)
      #expect(world.works(cast.value, cast.stages[1]))
      try await service.perform(.attach(new, cast.plans[1]))
      let done = try await service.run(.finish(id: begun.id, forcedBecause: "ticket 7"))
      #expect(done.error == nil)
      #expect(done.rotation.state == .disabled)
      let line = try await service.journal(20).first { $0.action.contains("disable the old key") }
      #expect(line?.reason == "ticket 7")
      await service.close()
    }
  }

  @Test func aRotationToAnotherTierSwapsOnlyThePlansThatShareAStage() async throws {
    try await RotationWorld.tell { world in
      let service = try await world.connect()
      let cast = try await RotationCast.enter(service)
      world.time.pass(10)
      world.call(cast.value, cast.stages[0], times: 60)
      let draft = PlanDraft(
        name: "premium", quota: Quota(limit: 5_000, period: .month),
        stages: [PlanStage(reference: cast.stages[0])])
      guard case .plan(let premium) = try await service.perform(.createPlan(draft)).subject else {
        throw Missing()
      }
      let outcome = try await service.run(
        .rotate(RotateRequest(key: cast.key, target: premium)))
      #expect(outcome.error == nil)
      #expect(
        try await service.whole(outcome.rotation.newKeyId).plans?.map(\.name).sorted()
          == ["premium", "story-1"])
      #expect(
        outcome.rotation.carriedQuota.first { $0.planId == premium.id.wire }?.remaining == 4_940)
      await service.close()
    }
  }

  @Test func whatSomebodyElseDoesEndsOrStopsIt() async throws {
    try await RotationWorld.tell { world in
      let service = try await world.connect()
      let cast = try await RotationCast.enter(service, plans: 1)
      let first = try await service.run(.rotate(RotateRequest(key: cast.key))).rotation
      let new = try await service.whole(first.newKeyId)
      try await service.perform(.deleteKey(new))
      let stopped = try await service.run(.advance(AdvanceRequest()))
      #expect(stopped.rotation.state == .rolledBack)
      #expect(stopped.rotation.warnings == ["the new key was deleted by somebody"])
      var old = try await service.whole(cast.key.id.shown)
      #expect(old.isEnabled && old.tags == ["owner": "acme", "team": "red"])
      let second = try await service.run(.rotate(RotateRequest(key: old))).rotation
      #expect(second.id != first.id && second.state == .overlapping)
      try await service.perform(.setEnabled(old, false))
      let ended = try await service.run(.advance(AdvanceRequest()))
      #expect(ended.rotation.state == .disabled)
      #expect(ended.notes == ["The overlap is over: the old key was disabled by somebody."])
      // A disabled key is not replaced by an enabled one, and a replaced one not again.
      old = try await service.whole(cast.key.id.shown)
      let again = try await failure { try await service.run(.rotate(RotateRequest(key: old))) }
      #expect(again.code == "AlreadyReplaced")
      let plain = try await service.perform(.createKey(KeyDraft(name: "off", isEnabled: false)))
      guard case .key(let off) = plain.subject else { throw Missing() }
      let refused = try await failure { try await service.run(.rotate(RotateRequest(key: off))) }
      #expect(refused.code == "KeyIsDisabled")
      let replaced = try await service.run(
        .rotate(RotateRequest(key: off, isAfterRevocation: true)))
      #expect(replaced.rotation.state == .disabled)
      #expect(try await service.whole(replaced.rotation.newKeyId).isEnabled)
      await service.close()
    }
  }

  @Test func rollsBackBeforeTheValueWasHandedOverByDeleting() async throws {
    try await RotationWorld.tell { world in
      let service = try await world.connect()
      let cast = try await RotationCast.enter(service)
      let broken = Courier(
        check: { _, _ in },
        deliver: { _, _ in
          throw GatewayError(
            kind: .failed, code: "DiskFull", message: "The disk is full.", advice: "Make room.")
        })
      let outcome = try await service.run(
        .rotate(RotateRequest(key: cast.key, delivery: .file("/nowhere/acme.key"))),
        courier: broken)
      #expect(outcome.error?.code == "DiskFull")
      #expect(outcome.rotation.state == .attached)
      // It may be on the disk in part, so it is not deleted but disabled.
      let back = try await service.run(.rollBack(id: outcome.rotation.id))
      #expect(
        back.done == ["disabled the new key", "the old key is the only one again"])
      let keys = try await service.allKeys().filter { $0.name == "acme-mobile" }
      #expect(keys.map(\.isEnabled).sorted { $0 && !$1 } == [true, false])
      await service.close()
    }
  }

  @Test func previewsWithoutWritingAnythingDown() async throws {
    try await RotationWorld.tell { world in
      let service = try await world.connect()
      let cast = try await RotationCast.enter(service, plans: 1)
      let planned = try await service.previewRotations(.rotate(RotateRequest(key: cast.key)))
      let old = cast.key.id.wire
      #expect(
        planned.map { "\($0.method) \($0.path)" }.map {
          $0.replacing("arn%3Aaws%3Aapigateway%3Aus-east-1%3A%3A%2Fapikeys%2F", with: "")
            .replacing(/tagKeys=.*/, with: "tagKeys=…")
        } == [
          "PUT /tags/\(old)", "POST /apikeys", "PUT /tags/\(old)",
          "DELETE /tags/\(old)?tagKeys=…", "POST /usageplans/\(cast.plans[0].id.wire)/keys",
          "PUT /tags/\(old)",
        ])
      #expect(try await service.rotations(false, .interactive) == [])
      #expect(try await service.whole(old).tags == ["owner": "acme", "team": "red"])
      await service.close()
    }
  }
}
