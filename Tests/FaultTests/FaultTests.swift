import Testing

/// Every request of every flow, broken in every way; and the program killed at every boundary.
struct FaultTests {
  @Test(arguments: Flow.changes)
  func everyRequestBroken(_ flow: Flow) async throws {
    try await Matrix(flow: flow).run()
  }

  @Test(arguments: Flow.incidents)
  func everyRequestOfAnIncidentBroken(_ flow: Flow) async throws {
    try await Matrix(flow: flow).run()
  }

  @Test(arguments: Flow.rotations)
  func everyRequestOfARotationBroken(_ flow: Flow) async throws {
    try await Matrix(flow: flow).run()
  }
}
