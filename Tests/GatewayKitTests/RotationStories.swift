import AWSClient
import Foundation
import GatewayKit
import SigV4
import TestSupport
import Testing

@Suite struct RotationStories {
  @Test func replacesAKeyAndRetiresTheOldOne() async throws {
    try await RotationWorld.tell { world in
      let service = try await world.connect()
      let cast = try await RotationCast.enter(service)
      world.time.pass(10)
      #expect(world.call(cast.value, cast.stages[0], times: 100) == 200)
      _ = world.cable.takeChanges()

      let started = world.time.now
      let outcome = try await service.run(
        .rotate(RotateRequest(key: cast.key, delivery: .stdout)))
      #expect(outcome.error == nil)
      let rotation = outcome.rotation
      #expect(rotation.state == .overlapping)
      #expect(rotation.oldKeyId == cast.key.id.shown)
      #expect(Set(rotation.plans) == Set(cast.plans.map(\.reference)))
      #expect((0...60).contains(rotation.startedAt.timeIntervalSince(started)))
      #expect((0...60).contains(rotation.retireAt.timeIntervalSince(started + 7 * 86_400)))
      #expect(
        Set(rotation.carriedQuota) == [
          .init(planId: cast.plans[0].id.wire, remaining: 900),
          .init(planId: cast.plans[1].id.wire, remaining: 1_000),
        ])
      #expect(rotation.deliveredTo == "standard output")
      #expect(!rotation.isForeign)
      let until = rotation.waitsFor.last ?? ""
      #expect(
        rotation.waitsFor.dropLast() == ["new key not seen yet", "old key quiet for 0 of 24 h"])
      #expect(until.hasPrefix("overlap until ") && until.hasSuffix(" UTC"))

      // Everything is as it was, but id and value.
      let new = try await service.whole(rotation.newKeyId)
      let old = try await service.whole(rotation.oldKeyId)
      let value = try #require(outcome.value)
      #expect(value != cast.value)
      #expect(new.name == "acme-mobile")
      #expect(new.description == "the app")
      #expect(new.customerId == "c-1")
      #expect(new.isEnabled && old.isEnabled)
      #expect(Set(new.plans ?? []) == Set(old.plans ?? []))
      #expect(
        new.tags == [
          "owner": "acme", "team": "red", "tollgate:rotation": rotation.id,
          "tollgate:replaces": old.id.shown,
          "tollgate:terms":
            "overlap:604800/quiet:86400/carry:yes/plans:\(rotation.plans.map(\.id.wire).joined(separator: "."))",
        ])
      #expect(
        old.tags == [
          "owner": "acme", "team": "red", "tollgate:rotation": rotation.id,
          "tollgate:replaced-by": new.id.shown,
          "tollgate:retire-after": rotation.retireAt.iso8601,
        ])
      #expect(world.works(value, cast.stages[0]) && world.works(cast.value, cast.stages[0]))
      // The name means the new one, and rotating it again goes on with the same rotation.
      #expect(try await service.resolveKeys(["acme-mobile"]).map(\.id) == [new.id])
      let again = try await service.run(.rotate(RotateRequest(key: new)))
      #expect(again.rotation.id == rotation.id)
      #expect(again.value == nil)
      #expect(try await service.allKeys().filter { $0.name == "acme-mobile" }.count == 2)

      // Nobody uses the new key: it is not retired, whatever the time.
      world.time.pass(8 * 86_400)
      var advanced = try await service.run(.advance(AdvanceRequest()))
      #expect(advanced.done == [])
      #expect(advanced.rotation.waitsFor == ["new key not seen yet"])
      // Used now; the old one is quiet.
      #expect(world.call(value, cast.stages[0], times: 30) == 200)
      advanced = try await service.run(.advance(AdvanceRequest(retireBetween: 0...60)))
      #expect(advanced.rotation.waitsFor == ["00:00 to 01:00 UTC"])
      advanced = try await service.run(.advance(AdvanceRequest()))
      #expect(advanced.error == nil)
      #expect(advanced.done == ["disabled the old key"])
      #expect(advanced.rotation.state == .disabled)
      #expect(!world.works(cast.value, cast.stages[0]) && world.works(value, cast.stages[0]))
      #expect(
        try await service.runRotations(.advance(AdvanceRequest()), .none, .bulk) { _ in } == [])

      // After the cool-off it is deleted, on request only.
      world.time.pass(29 * 86_400)
      let waiting = try await service.run(.advance(AdvanceRequest(deletes: true)))
      #expect(waiting.rotation.waitsFor.first?.hasPrefix("cool-off until ") == true)
      world.time.pass(2 * 86_400)
      let last = try await service.run(.advance(AdvanceRequest(deletes: true)))
      #expect(last.done == ["deleted the old key"])
      #expect(last.rotation.state == .deleted)
      #expect(try await service.allKeys().filter { $0.name == "acme-mobile" }.map(\.id) == [new.id])
      #expect(try await service.verifyJournal().unfinished == [])
      // No value is on the disk.
      let bytes = try world.folder.allBytes()
      #expect(bytes.range(of: Data(value.revealed(for: .showValue).utf8)) == nil)
      #expect(bytes.range(of: Data(cast.value.revealed(for: .showValue).utf8)) == nil)
      await service.close()
    }
  }
}
