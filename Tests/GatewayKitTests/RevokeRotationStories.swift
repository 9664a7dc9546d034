import AWSClient
import Foundation
import GatewayKit
import TestSupport
import Testing

@Suite struct RevokeRotationStories {
  private func cast(_ service: GatewayService) async throws -> (key: APIKey, plan: UsagePlan) {
    let cast = try await ChangeStories.cast(service)
    try await service.perform(.attach(cast.key, cast.plans[0]))
    return (cast.key, cast.plans[0])
  }

  @Test func aReplacementIsMadeAfterTheOldKeyIsDisabled() async throws {
    try await World.tell { world in
      let service = try await world.connect()
      let (key, plan) = try await cast(service)
      _ = world.wire.takeSent()
      var request = RevokeRequest(matches: [RevokeStories.match(key)], origin: "a paste")
      request.replace = true
      request.wantsReport = true
      let told = try await RevokeStories.revoke(service, request)
      #expect(world.wire.takeChanges().first == "PATCH /apikeys/\(key.id.wire)")
      let outcome = try #require(told.outcome)
      #expect(outcome.items.map(\.isVerified) == [true])
      let rotation = try #require(outcome.replacement)
      #expect(rotation.state == .disabled)
      #expect(rotation.carriedQuota == [])
      let new = try #require(rotation.newKeyId)
      let made = try await service.key(KeyID(new), .interactive)
      #expect(made.isEnabled)
      #expect(made.name == "heroine")
      #expect(made.plans == [plan.reference])
      #expect(try await service.key(key.id, .interactive).isEnabled == false)
      #expect(outcome.report?.notice.contains("It is made, and opens what the old one") == true)
      let report = try #require(outcome.report?.markdown)
      let lines = report.split(separator: "\n").filter { $0.contains("| heroine: ") }.map {
        $0.split(separator: " | ")[1]
      }
      #expect(
        lines == [
          "heroine: disabled", "heroine: read back, disabled",
          "heroine: created the new key \(new)", "heroine: put the new key into \(plan.name)",
          "heroine: ended the overlap",
        ])
      #expect(
        report.contains(
          "\n- New key: `\(new)`\n- Plans: \(plan.name)\n- Handed over: not yet\n"))
      let sections = report.replacing("\n## ", with: "\u{0}").split(separator: "\u{0}")
      let proof = try #require(sections.first { $0.hasPrefix("Proof\n") })
      #expect(!proof.contains("\n- "))
      await service.close()
    }
  }

  @Test func revokingTheOldKeyEndsItsOverlap() async throws {
    try await World.tell { world in
      let service = try await world.connect()
      let (key, _) = try await cast(service)
      let begun = try await service.runRotations(
        .rotate(RotateRequest(key: key)), .none, .interactive
      ) { _ in }
      #expect(begun.map(\.rotation.state) == [.overlapping])
      let told = try await RevokeStories.revoke(
        service,
        RevokeRequest(
          matches: [RevokeStories.match(try await service.key(key.id, .interactive))],
          origin: "a paste"))
      #expect(told.outcome?.items.map(\.isVerified) == [true])
      let rotation = try #require(try await service.rotations(false, .interactive).first)
      #expect(rotation.state == .disabled)
      let new = try await service.key(KeyID(try #require(rotation.newKeyId)), .interactive)
      #expect(new.isEnabled)
      await service.close()
    }
  }

  @Test func revokingTheNewKeyStopsTheRotationAndKeepsTheOld() async throws {
    try await World.tell { world in
      let service = try await world.connect()
      let (key, _) = try await cast(service)
      let begun = try await service.runRotations(
        .rotate(RotateRequest(key: key)), .none, .interactive
      ) { _ in }
      let id = try #require(begun.first?.rotation.newKeyId)
      let new = try await service.key(KeyID(id), .interactive)
      let told = try await RevokeStories.revoke(
        service, RevokeRequest(matches: [RevokeStories.match(new)], origin: "a paste"))
      #expect(told.outcome?.items.map(\.isVerified) == [true])
      let rotation = try #require(try await service.rotations(false, .interactive).first)
      #expect(!rotation.state.isOpen)
      #expect(try await service.key(key.id, .interactive).isEnabled)
      #expect(try await service.key(new.id, .interactive).isEnabled == false)
      await service.close()
    }
  }
}
