import AWSClient
import Foundation
import GatewayKit
import LocalStore
import Testing

/// A clock that is set back, a database that is damaged, and two who do the same at once.
struct TroubleTests {
  private func world(_ tell: (FaultWorld) async throws -> Void) async throws {
    let world = try FaultWorld()
    defer { world.remove() }
    try await tell(world)
  }

  @Test func clockSetBack() async throws {
    try await world { world in
      let first = try await world.program()
      let cast = try await Cast.customers(2, first, world)
      try await first.change(.setEnabled(cast.keys[0], false))
      world.clock.setBack(86_400)
      try await first.change(.setEnabled(cast.keys[1], false))
      await first.close()
      let second = try await world.program()
      _ = try await second.undo()
      await second.close()
      let state = world.server.state()
      #expect(state.keys[cast.keys[0].id.wire]?.isEnabled == false)
      #expect(state.keys[cast.keys[1].id.wire]?.isEnabled == true)
      let (entries, wrong) = try await world.journal("state")
      #expect(wrong == nil)
      #expect(entries.map(\.outcome) == [.done, .undone, .done])
    }
  }

  @Test func planChangesAfterAClockWasSetBack() async throws {
    try await world { world in
      let program = try await world.program()
      let plan = try await program.plans(["basic-prod"])[0]
      try await program.change(.updatePlan(plan, PlanEdit(description: "first")))
      world.clock.setBack(7 * 86_400)
      let began = world.clock.date
      try await program.change(.updatePlan(plan, PlanEdit(description: "second")))
      #expect(world.clock.date.timeIntervalSince(began) <= 25)
      await program.close()
    }
  }

  @Test func damagedDatabaseIsKeptAside() async throws {
    try await world { world in
      let first = try await world.program()
      let cast = try await Cast.customers(1, first, world)
      try await first.change(.setEnabled(cast.keys[0], false))
      await first.close()
      let file = world.folder.path + "/state/tollgate.db"
      try Data(repeating: 0x41, count: 8192).write(to: URL(filePath: file))
      let second = try await world.program()
      try await second.change(.setEnabled(cast.keys[0], true))
      let notices = await second.notices()
      await second.close()
      #expect(world.server.state().keys[cast.keys[0].id.wire]?.isEnabled == true)
      #expect(notices.contains { $0.contains("damaged") && $0.contains("kept at") })
      let aside = try FileManager.default.contentsOfDirectory(atPath: world.folder.path + "/state")
        .filter { $0.hasPrefix("tollgate.db.damaged-") }
      #expect(aside.count == 1)
    }
  }

  /// Two creations of one name at once are two keys, as both asked for, or one says that it is busy;
  /// neither takes the other's.
  @Test(arguments: 0..<8 as Range<UInt64>)
  func twoCreationsAtOnce(seed: UInt64) async throws {
    try await world { world in
      let (first, second) = (try await world.program(), try await world.program())
      let plans = try await first.plans(["basic-prod", "basic-stg"])
      world.wire.mix(seed: seed)
      async let one = Self.make(first, plans)
      async let other = Self.make(second, plans)
      let made = try await [one, other].compactMap { $0 }
      #expect(!made.isEmpty)
      await first.close()
      await second.close()
      let state = world.server.state()
      #expect(Set(made) == Set(state.named("acme")))
      #expect(made.allSatisfy { state.keys[$0]?.plans.count == 2 })
    }
  }

  /// Two undo at once: one change is taken back by each, or one of them says that it is busy.
  @Test(arguments: 0..<8 as Range<UInt64>)
  func twoUndoAtOnce(seed: UInt64) async throws {
    try await world { world in
      let (first, second) = (try await world.program(), try await world.program())
      let cast = try await Cast.customers(3, first, world)
      for key in cast.keys.prefix(3) { try await first.change(.setEnabled(key, false)) }
      world.wire.mix(seed: seed)
      async let one: Void = Self.undo(first)
      async let other: Void = Self.undo(second)
      _ = try await (one, other)
      await first.close()
      await second.close()
      let state = world.server.state()
      #expect(state.keys[cast.keys[0].id.wire]?.isEnabled == false)
      #expect(state.keys[cast.keys[2].id.wire]?.isEnabled == true)
      #expect(try await world.journal("state").wrong == nil)
    }
  }

  private static func make(
    _ program: GatewayService, _ plans: [UsagePlan]
  ) async throws -> String? {
    do {
      return try await program.make("acme", tags: [:], in: plans).id.wire
    } catch let error as GatewayError where error.code == "Busy" {
      return nil
    }
  }

  private static func undo(_ program: GatewayService) async throws {
    do {
      _ = try await program.undo()
    } catch let error as GatewayError where error.code == "Busy" {
      // The other one has it.
    }
  }
}
