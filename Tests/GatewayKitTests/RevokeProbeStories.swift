import AWSClient
import Foundation
import GatewayKit
import Sandbox
import TestSupport
import Testing

@Suite struct RevokeProbeStories {
  /// A key in a plan that opens orders-api/prod, and the URL that asks for it there.
  private func cast(_ world: World, _ service: GatewayService) async throws -> (APIKey, String) {
    let api = try #require(
      try await service.apis(.interactive).first { $0.name == "orders-api" })
    let stage = PlanStage(reference: StageReference(apiId: api.id, stage: "prod"))
    guard
      case .plan(let plan) = try await service.perform(
        .createPlan(PlanDraft(name: "probed", stages: [stage]))
      ).subject,
      case .key(let key) = try await service.perform(
        .createKey(KeyDraft(name: "heroine", plans: [plan]))
      ).subject
    else { throw Missing() }
    let base = try #require(world.server.environment.first { $0.name == "AWS_ENDPOINT_URL" }).value
    return (key, "\(base)/restapis/\(api.id)/prod/_user_request_/orders")
  }

  @Test func refusalsForHalfAMinuteAreAProof() async throws {
    try await World.tell(propagation: 0) { world in
      world.clock.freeze()
      world.clock.hold(2)
      let service = try await world.connect()
      let (key, url) = try await cast(world, service)
      var request = RevokeRequest(matches: [RevokeStories.match(key)], origin: "a paste")
      request.probe = url
      let told = try await RevokeStories.revoke(service, request)
      #expect(told.outcome?.proof == .probe)
      #expect(
        told.shape.prefix(3) == [
          "disabled heroine", "read back heroine: true",
          "probed 200 before the key was disabled: 200 false",
        ])
      let refusals = told.shape.filter { $0 == "probed 403 403 ForbiddenException true" }
      #expect(refusals.count == 11)
      #expect(
        told.notes == [
          "The URL let the key in before, and has refused it for 30 s with 403 ForbiddenException."
        ])
      // That the value was asked for stands in the journal.
      #expect(
        try await service.journal(2).map(\.action).sorted() == [
          "revoke key heroine", "use the value of key heroine for a probe",
        ])
      await service.close()
    }
  }

  @Test func aURLThatRefusedBeforeProvesNothing() async throws {
    try await World.tell(propagation: 0) { world in
      world.clock.hold(2)
      let service = try await world.connect()
      let (key, url) = try await cast(world, service)
      var request = RevokeRequest(matches: [RevokeStories.match(key)], origin: "a paste")
      request.probe = url + "/no/such/path"
      let told = try await RevokeStories.revoke(service, request)
      #expect(told.outcome?.proof == RevokeOutcome.Proof.none)
      #expect(told.outcome?.items.map(\.isVerified) == [true])
      #expect(
        told.notes == [
          "The URL refused the key before it was disabled (403 MissingAuthenticationTokenException), "
            + "so it proves nothing."
        ])
      await service.close()
    }
  }

  @Test func aURLThatAsksForNoKeyProvesNothing() async throws {
    try await World.tell(propagation: 0) { world in
      world.clock.freeze()
      world.clock.hold(2)
      let service = try await world.connect()
      let (key, url) = try await cast(world, service)
      var request = RevokeRequest(matches: [RevokeStories.match(key)], origin: "a paste")
      request.probe = url.replacing("/orders", with: "/health")
      let told = try await RevokeStories.revoke(service, request)
      #expect(told.outcome?.proof == RevokeOutcome.Proof.none)
      #expect(
        told.notes == [
          "The probe was given up after 3 minutes: the URL did not refuse the key for 30 s without a "
            + "break."
        ])
      let waited = world.clock.waits.filter { $0 == 3 }.count
      #expect((58...61).contains(waited))
      await service.close()
    }
  }

  @Test func theDisablingDoesNotWaitForASlowAnswer() async throws {
    try await World.tell(propagation: 0) { world in
      let service = try await world.connect()
      let (key, url) = try await cast(world, service)
      // The value does not come: the client tries again and again.
      world.wire.fail(
        "GET", "/apikeys/\(key.id.wire)",
        .answer(status: 400, code: "BadRequestException", message: "Not today"))
      var request = RevokeRequest(matches: [RevokeStories.match(key)], origin: "a paste")
      request.probe = url
      let told = try await RevokeStories.revoke(service, request)
      #expect(told.outcome?.items.map(\.isDisabled) == [true])
      #expect(told.outcome?.proof == RevokeOutcome.Proof.none)
      await service.close()
    }
  }

  @Test func aURLThatCannotBeAskedIsSaidOnce() async throws {
    try await World.tell(propagation: 0) { world in
      world.clock.hold(2)
      let service = try await world.connect()
      let (key, _) = try await cast(world, service)
      var request = RevokeRequest(matches: [RevokeStories.match(key)], origin: "a paste")
      request.probe = "http://nobody.invalid/orders"
      let told = try await RevokeStories.revoke(service, request)
      #expect(told.outcome?.proof == RevokeOutcome.Proof.none)
      #expect(told.notes.count == 1)
      #expect(told.notes.first?.hasPrefix("The probe's URL cannot be asked: ") == true)
      await service.close()
    }
  }

  @Test func aReportIsMadeWithoutAnyValue() async throws {
    try await World.tell { world in
      let service = try await world.connect()
      let (key, _) = try await cast(world, service)
      let value = try await service.reveal(key.id, .showValue).revealed(for: .showValue)
      var request = RevokeRequest(matches: [RevokeStories.match(key)], origin: "a paste")
      request.wantsReport = true
      let told = try await RevokeStories.revoke(service, request)
      let report = try #require(told.outcome?.report)
      #expect(report.markdown.hasPrefix("# Incident report: leaked API key heroine\n"))
      #expect(report.markdown.contains("| heroine: disabled | `"))
      #expect(report.markdown.contains("| Who acted | arn:aws:"))
      #expect(report.json.contains("\"proof\" : \"none\""))
      #expect(report.notice.contains("Your API key “heroine”"))
      for text in [report.markdown, report.json, report.notice] { #expect(!text.contains(value)) }
      await service.close()
    }
  }
}
