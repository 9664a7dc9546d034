import AWSClient
import Foundation
import GatewayKit
import Synchronization
import TestSupport
import Testing

@Suite struct RevokeLogStories {
  /// A customer with a key for one stage.
  private struct Customer: Sendable {
    let key: APIKey
    let value: KeyValue
    let stage: StageReference

    static func enter(
      _ world: RotationWorld, _ service: GatewayService, _ api: String = "orders-api",
      _ stage: String = "prod"
    ) async throws -> Customer {
      let found = try #require(try await service.apis(.interactive).first { $0.name == api })
      let reference = StageReference(apiId: found.id, stage: stage)
      guard
        case .plan(let plan) = try await service.perform(
          .createPlan(PlanDraft(name: "logged", stages: [PlanStage(reference: reference)]))
        ).subject
      else { throw Missing() }
      let made = try await service.perform(.createKey(KeyDraft(name: "heroine", plans: [plan])))
      guard case .key(let key) = made.subject, let value = made.value else { throw Missing() }
      // Until it has come through.
      world.time.pass(10)
      return Customer(key: key, value: value, stage: reference)
    }

    var request: RevokeRequest {
      var request = RevokeRequest(matches: [RevokeStories.match(key)], origin: "a paste")
      request.waitSilent = 60
      request.wantsReport = true
      return request
    }
  }

  private func silences(_ told: RevokeStories.Told) -> [(last: Date?, seconds: Double)] {
    told.events.compactMap { event in
      guard case .silence(let last, let seconds) = event else { return nil }
      return (last, seconds)
    }
  }

  private func disabledAt(_ told: RevokeStories.Told) -> Date? {
    told.events.lazy.compactMap { event -> Date? in
      guard case .disabled(_, let date, _, _) = event else { return nil }
      return date
    }.first
  }

  @Test func aLogThatFallsSilentIsAProof() async throws {
    try await RotationWorld.tell(keys: 0, plans: 0) { world in
      let service = try await world.connect()
      let customer = try await Customer.enter(world, service)
      #expect(world.call(customer.value, customer.stage, times: 3) == 200)
      let lastCall = world.time.now - 1
      let told = try await RevokeStories.revoke(service, customer.request)
      #expect(told.outcome?.proof == .logs)
      let last = try #require(silences(told).last)
      #expect(last.seconds >= 60 && last.seconds < 70)
      let seen = try #require(last.last)
      #expect(abs(seen.timeIntervalSince(lastCall)) < 0.01)
      #expect(silences(told).dropLast().allSatisfy { $0.seconds < 60 })
      let report = try #require(told.outcome?.report)
      #expect(report.markdown.contains("\nProven by the access logs: since then no request"))
      #expect(
        report.markdown.contains(
          "\n- The access logs of orders-api/prod have no request with the key for 6"))
      #expect(report.notice.contains("Since then requests with it are refused."))
      await service.close()
    }
  }

  @Test func whoGoesOnCallingIsRefusedAndCountedFromTheLastTimeThatItWasLetIn() async throws {
    try await RotationWorld.tell(keys: 0, plans: 0) { world in
      let service = try await world.connect()
      let customer = try await Customer.enter(world, service)
      #expect(world.call(customer.value, customer.stage) == 200)
      let calls = Mutex<[(at: Date, status: Int)]>([])
      let value = customer.value.revealed(for: .showValue)
      world.cable.onRequest { line in
        // The customer calls whenever the log is looked at.
        guard line == "POST /" else { return }
        let now = world.time.now
        let status = world.emulator.invoke(
          value, api: customer.stage.apiId, stage: customer.stage.stage, at: now, counting: true)
        calls.withLock { $0.append((now, status)) }
      }
      let told = try await RevokeStories.revoke(service, customer.request)
      world.cable.onRequest(nil)
      #expect(told.outcome?.proof == .logs)
      let all = calls.withLock { $0 }
      let off = try #require(disabledAt(told))
      let lastAccepted = try #require(all.last { $0.status == 200 })
      #expect(lastAccepted.at >= off)
      #expect(all.last?.status == 403)
      let last = try #require(silences(told).last)
      let seen = try #require(last.last)
      #expect(abs(seen.timeIntervalSince(lastAccepted.at)) < 0.01)
      #expect(last.seconds >= 60)
      await service.close()
    }
  }

  @Test func aLogInWhichNothingMovesProvesNothing() async throws {
    try await RotationWorld.tell(keys: 0, plans: 0) { world in
      let service = try await world.connect()
      let customer = try await Customer.enter(world, service)
      let before = world.time.now
      let told = try await RevokeStories.revoke(service, customer.request)
      #expect(told.outcome?.proof == RevokeOutcome.Proof.none)
      #expect(told.outcome?.items.map(\.isVerified) == [true])
      let sentence =
        "Cannot prove from access logs: nothing at all came from orders-api/prod, and the silence of "
        + "a log that may be dead proves nothing."
      #expect(told.notes == [sentence])
      // It is looked at for the silence and three minutes more.
      let waited = world.time.now.timeIntervalSince(before)
      #expect(waited >= 240 && waited < 260)
      let report = try #require(told.outcome?.report?.markdown)
      #expect(report.contains("\nDisabled, not proven: "))
      #expect(report.contains("\n- \(sentence)\n"))
      await service.close()
    }
  }

  @Test(arguments: [
    ("dev", "orders-api/dev has no access log"),
    (
      "stg",
      "the access log of orders-api/stg lacks $context.identity.apiKeyId or $context.status"
    ),
  ])
  func aStageThatLogsNoKeysProvesNothing(stage: String, reason: String) async throws {
    try await RotationWorld.tell(keys: 0, plans: 0) { world in
      let service = try await world.connect()
      let customer = try await Customer.enter(world, service, "orders-api", stage)
      #expect(world.call(customer.value, customer.stage) == 200)
      let told = try await RevokeStories.revoke(service, customer.request)
      #expect(told.outcome?.proof == RevokeOutcome.Proof.none)
      #expect(told.notes == ["Cannot prove from access logs: \(reason)."])
      await service.close()
    }
  }
}
