import AWSClient
import Foundation
import GatewayKit
import SigV4
import Synchronization
import TestSupport
import Testing

/// The process dies, or answers are lost, at every changing request of a flow; another process finds
/// the disk as it was at that moment and runs the same again.
@Suite struct RotationCrashStories {
  /// Runs a command that is cut short at one request, then the same command in a next process.
  /// False when the flow has fewer requests than that.
  static func survive(
    cutAfter count: Int, isActedOn: Bool,
    prepare: (RotationWorld, GatewayService, RotationCast) async throws -> RotationCommand,
    after: (RotationWorld, GatewayService, RotationCast, RotationOutcome?) async throws -> Void
  ) async throws -> Bool {
    var wasCut = false
    try await RotationWorld.tell { world in
      let first = try await world.connect("first")
      let cast = try await RotationCast.enter(first)
      world.time.pass(10)
      world.call(cast.value, cast.stages[0], times: 40)
      let command = try await prepare(world, first, cast)
      let cable = Cable(emulator: world.emulator)
      let dying = try await world.connect("first", cable: cable)
      let from = world.state("first")
      let to = world.state("second")
      cable.cut(
        Cable.Cut(after: count, isActedOn: isActedOn) {
          // What cannot be copied is missed by the next process, which the story then tells.
          try? FileManager.default.copyItem(atPath: from, toPath: to)
        })
      do {
        _ = try await dying.runRotations(command, .none, .interactive) { _ in }
      } catch is GatewayError {
        // Nobody is there to hear it.
      }
      await dying.close()
      await first.close()
      wasCut = cable.wasCut
      guard wasCut else { return }
      // The customer has a key that works at that moment.
      #expect(world.works(cast.value, cast.stages[0]) || command.isRetirement)
      let next = try await world.connect("second")
      let outcomes = try await next.runRotations(command, .none, .interactive) { _ in }
      try await after(world, next, cast, outcomes.first)
      // The chain holds, and nothing stands as if it were still going on.
      #expect(try await next.verifyJournal().brokenAt == nil)
      #expect(try await next.journal(200).allSatisfy { $0.outcome != "started" })
      await next.close()
    }
    return wasCut
  }

  @Test(arguments: [false, true]) func aRotationIsGoneOnWithFromAnyPoint(
    isActedOn: Bool
  ) async throws {
    var points = 0
    while try await Self.survive(
      cutAfter: points, isActedOn: isActedOn,
      prepare: { _, _, cast in .rotate(RotateRequest(key: cast.key)) },
      after: { world, service, cast, outcome in
        let context = "cut at \(points), acted on: \(isActedOn)"
        #expect(outcome?.error == nil, "\(context)")
        #expect(outcome?.rotation.state == .overlapping, "\(context)")
        let keys = try await service.allKeys().filter { $0.name == "acme-mobile" }
        #expect(keys.count == 2, "\(context)")
        let old = try await service.whole(cast.key.id.shown)
        let new = try await service.whole(outcome?.rotation.newKeyId)
        #expect(old.isEnabled && new.isEnabled, "\(context)")
        #expect(Set(new.plans ?? []) == Set(cast.plans.map(\.reference)), "\(context)")
        #expect(Set(old.plans ?? []) == Set(cast.plans.map(\.reference)), "\(context)")
        #expect(!old.tags.keys.contains { $0.hasPrefix("tollgate:claim:") }, "\(context)")
        #expect(new.tags["owner"] == "acme" && old.tags["owner"] == "acme", "\(context)")
        let value = try await service.value(new.id.shown)
        #expect(world.works(value, cast.stages[0]), "\(context)")
        #expect(
          outcome?.rotation.carriedQuota.map(\.remaining).sorted() == [960, 1_000], "\(context)")
        // Once more changes nothing.
        _ = world.cable.takeChanges()
        let again = try await service.run(.rotate(RotateRequest(key: cast.key)))
        #expect(again.done == [], "\(context)")
        #expect(world.cable.takeChanges() == [], "\(context)")
      })
    {
      points += 1
    }
    // Claim, create, mark, unclaim, two places, one quota that was used, the date.
    #expect(points == 8)
  }

  @Test(arguments: [false, true]) func aRetirementIsGoneOnWithFromAnyPoint(
    isActedOn: Bool
  ) async throws {
    var points = 0
    while try await Self.survive(
      cutAfter: points, isActedOn: isActedOn,
      prepare: { world, service, cast in
        let outcome = try await service.run(.rotate(RotateRequest(key: cast.key)))
        world.time.pass(8 * 86_400)
        world.call(try await service.value(outcome.rotation.newKeyId), cast.stages[0], times: 5)
        return .advance(AdvanceRequest())
      },
      after: { world, service, cast, outcome in
        let context = "cut at \(points), acted on: \(isActedOn)"
        let rotation = try #require(
          try await service.rotations(false, .interactive).first, "\(context)")
        #expect(rotation.state == .disabled, "\(context)")
        #expect(!rotation.warnings.contains { $0.contains("somebody") }, "\(context)")
        let old = try await service.whole(cast.key.id.shown)
        let new = try await service.whole(rotation.newKeyId)
        #expect(!old.isEnabled && new.isEnabled, "\(context)")
        #expect(world.works(try await service.value(new.id.shown), cast.stages[0]), "\(context)")
      })
    {
      points += 1
    }
    // Disabling, and a quota for each plan.
    #expect(points == 3)
  }

  @Test(arguments: [false, true]) func aRollBackIsGoneOnWithFromAnyPoint(
    isActedOn: Bool
  ) async throws {
    var points = 0
    while try await Self.survive(
      cutAfter: points, isActedOn: isActedOn,
      prepare: { _, service, cast in
        let outcome = try await service.run(.rotate(RotateRequest(key: cast.key)))
        return .rollBack(id: outcome.rotation.id)
      },
      after: { world, service, cast, outcome in
        let context = "cut at \(points), acted on: \(isActedOn)"
        #expect(outcome?.error == nil, "\(context)")
        #expect(outcome?.rotation.state == .rolledBack, "\(context)")
        let old = try await service.whole(cast.key.id.shown)
        let new = try await service.whole(outcome?.rotation.newKeyId)
        #expect(old.isEnabled && !new.isEnabled, "\(context)")
        #expect(old.tags == ["owner": "acme", "team": "red"], "\(context)")
        #expect(Set(old.plans ?? []) == Set(cast.plans.map(\.reference)), "\(context)")
        #expect(
          try await service.resolveKeys(["acme-mobile"]).map(\.id) == [old.id], "\(context)")
        #expect(try await service.rotations(false, .interactive).count == 1, "\(context)")
      })
    {
      points += 1
    }
    // Disabling, two changes of tags on the new key, one on the old.
    #expect(points == 4)
  }
}

extension RotationCommand {
  /// Whether it may end with the old key disabled.
  var isRetirement: Bool {
    switch self {
    case .advance, .finish: true
    case .rotate, .extend, .rollBack: false
    }
  }
}
