import AWSClient
import GatewayKit
import Testing

/// Refusals on the wire: what is known afterwards, how often it is asked again, how it comes back.
@Suite("Denials", .serialized)
struct DenialStories {
  private static func refusal(_ action: String, _ path: String) -> Wire.Fault {
    .answer(
      status: 403, code: "AccessDeniedException",
      message:
        "User: arn:aws:iam::1:user/viewer is not authorized to perform: \(action) on resource: "
        + "arn:aws:apigateway:us-east-1::\(path) because no identity-based policy allows it")
  }

  @Test("A change that is refused is known, and an answer takes it back")
  func changes() async throws {
    try await World.tell { world in
      let service = try await world.connect()
      let key = try #require(try await service.allKeys().first { $0.isEnabled })
      world.wire.fail(
        "PATCH", "/apikeys/", Self.refusal("apigateway:PATCH", "/apikeys/\(key.id.wire)"))
      let error = try await failure { try await service.perform(.setEnabled(key, false)) }
      #expect(error.denied?.capability == .switchKeys)
      #expect(
        error.denied?.arn == "arn:aws:apigateway:us-east-1::/apikeys/\(key.id.wire)")
      #expect(service.access().denial(of: .switchKeys) == error.denied)
      #expect(service.contexts().first?.access == service.access())
      try await service.perform(.setEnabled(key, false))
      #expect(service.access().isEmpty)
      await service.close()
    }
  }

  @Test("Nobody's refresh asks for what is refused before five minutes are over; a person does")
  func pauses() async throws {
    try await World.tell { world in
      world.clock.freeze()
      let service = try await world.connect()
      func list(_ lane: Lane) async throws {
        for try await _ in service.keyPages(nil, lane) {}
      }
      world.wire.fail(
        "GET", "/apikeys", Self.refusal("apigateway:GET", "/apikeys"), times: 4)
      _ = try await failure { try await list(.background) }
      #expect(world.wire.takeSent() == ["GET /apikeys"])
      let again = try await failure { try await list(.background) }
      #expect(again.denied?.action == "apigateway:GET")
      #expect(world.wire.takeSent() == [])
      _ = try await failure { try await list(.interactive) }
      #expect(world.wire.takeSent() == ["GET /apikeys"])
      try await world.clock.clock.sleep(299)
      _ = try await failure { try await list(.background) }
      #expect(world.wire.takeSent() == [])
      try await world.clock.clock.sleep(2)
      _ = try await failure { try await list(.background) }
      #expect(world.wire.takeSent() == ["GET /apikeys"])
      service.askDeniedAgain()
      _ = try await failure { try await list(.background) }
      #expect(world.wire.takeSent() == ["GET /apikeys"])
      #expect(service.access().denial(of: .readKeys) != nil)
      try await list(.interactive)
      #expect(service.access().isEmpty)
      await service.close()
    }
  }

  @Test("Of many plans whose keys are refused, one is asked for when the time has come")
  func oneOfMany() async throws {
    try await World.tell { world in
      world.clock.freeze()
      let service = try await world.connect()
      let plans = try await service.allPlans()
      #expect(plans.count > 2)
      func counts(_ lane: Lane) async throws -> [Int?] {
        var counts: [Int?] = []
        for plan in plans { counts.append(try await service.plan(plan.id, true, lane).keyCount) }
        return counts
      }
      // Every one is refused with its own ARN.
      for plan in plans {
        world.wire.fail(
          "GET", "/usageplans/\(plan.id.wire)/keys",
          Self.refusal("apigateway:GET", "/usageplans/\(plan.id.wire)/keys"), times: 9)
      }
      _ = world.wire.takeSent()
      #expect(try await counts(.interactive).allSatisfy { $0 == nil })
      func asked() -> Int { world.wire.takeSent().count { $0.hasSuffix("/keys") } }
      #expect(asked() == plans.count)
      #expect(try await counts(.background).allSatisfy { $0 == nil })
      #expect(asked() == 0)
      try await world.clock.clock.sleep(301)
      #expect(try await counts(.background).allSatisfy { $0 == nil })
      #expect(asked() == 1)
      #expect(service.denials().count == 1)
      world.wire.clear()
      service.askDeniedAgain()
      #expect(try await counts(.background).allSatisfy { $0 != nil })
      #expect(service.access().denial(of: .readPlanKeys) == nil)
      await service.close()
    }
  }
}
