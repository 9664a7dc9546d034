import AWSClient
import Foundation
import GatewayKit
import Testing

/// Two who rotate one key, or advance, at once: on one machine, and on two.
struct RotationTroubleTests {
  @Test(arguments: 0..<12 as Range<UInt64>, ["state", "elsewhere"])
  func twoRotationsAtOnce(seed: UInt64, folder: String) async throws {
    let world = try FaultWorld()
    defer { world.remove() }
    let (first, second) = (try await world.program(), try await world.program(folder))
    let cast = try await Cast.rotating(first)
    world.wire.mix(seed: seed)
    async let one = Self.failure { try await first.rotate(cast) }
    async let other = Self.failure { try await second.rotate(cast) }
    let failures = await [one, other].compactMap { $0 }
    // Both give way when neither sees the other do so in the time that it waits: this clock takes no
    // time at all. Then nothing was made, and whoever tries again has it for himself.
    if failures.count == 2 {
      #expect(world.server.state().named("acme").count == 1, "\(failures)")
      try await first.rotate(cast)
    }
    for program in [first, second] {
      // The one that was overtaken ends, and adopts the other.
      try await program.rotations(.advance(AdvanceRequest()), cast)
      await program.close()
    }
    let state = world.server.state()
    #expect(state.named("acme").count == 2)
    #expect(Cast.brokenRotation(state, cast) == nil)
  }

  @Test(arguments: 0..<8 as Range<UInt64>, ["state", "elsewhere"])
  func twoAdvancesAtOnce(seed: UInt64, folder: String) async throws {
    let world = try FaultWorld()
    defer { world.remove() }
    let (first, second) = (try await world.program(), try await world.program(folder))
    let cast = try await Cast.rotating(first)
    try await first.rotate(cast)
    world.useNewKey(cast)
    world.clock.advance(9 * 86_400)
    world.wire.mix(seed: seed)
    async let one = Self.failure { try await first.rotations(.advance(AdvanceRequest()), cast) }
    async let other = Self.failure { try await second.rotations(.advance(AdvanceRequest()), cast) }
    let failures = await [one, other].compactMap { $0 }
    #expect(failures.isEmpty, "\(failures)")
    let state = world.server.state()
    #expect(Cast.retired(state, cast) == nil)
    for program in [first, second] { await program.close() }
    #expect(try await world.journal("state").wrong == nil)
  }

  @Test func rotationsAreFoundByTheirTagsAfterTheJournalIsLost() async throws {
    let world = try FaultWorld()
    defer { world.remove() }
    let first = try await world.program()
    let cast = try await Cast.rotating(first)
    try await first.rotate(cast)
    let id = try await first.onlyRotation().id
    await first.close()
    let second = try await world.program("elsewhere")
    let found = try await second.onlyRotation()
    #expect(found.id == id)
    #expect(found.isForeign)
    try await second.rotate(cast)
    await second.close()
    #expect(world.server.state().named("acme").count == 2)
  }

  private static func failure(_ work: () async throws -> Void) async -> (any Error)? {
    do {
      try await work()
      return nil
    } catch {
      return error
    }
  }
}
