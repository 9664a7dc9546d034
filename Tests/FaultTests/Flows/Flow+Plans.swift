import AWSClient
import GatewayKit

extension Flow {
  /// A leaked key is disabled.
  static let revoke = Flow(
    name: "revoke",
    prepare: { program, world in try await .customers(1, program, world) },
    act: { program, cast in
      let match = LeakMatch(
        key: cast.keys[0], evidence: .id, confidence: .exact, line: 1, words: "its id", leak: 1)
      let request = RevokeRequest(matches: [match], origin: "a text")
      var failed: GatewayError?
      for try await event in program.revoke(request, .none) {
        if case .finished(let outcome) = event {
          failed = outcome.items.lazy.compactMap(\.error).first
        }
      }
      if let failed { throw failed }
    },
    settled: { state, cast in
      state.keys[cast.keys[0].id.wire]?.isEnabled == false ? nil : "the leaked key is enabled"
    }, isRepeatable: true)

  static let suspend = Flow(
    name: "suspend a plan",
    prepare: { program, _ in try await .tier(program) },
    act: { program, cast in
      let plan = try await program.plan(cast.plans[0].id, false, .interactive)
      try await program.change(.suspendPlan(plan))
    },
    always: { state, cast in Cast.tornPlan(state, cast) },
    settled: { state, cast in
      state.plans[cast.plans[0].id.wire]?.stages.isEmpty == true ? nil : "the plan is open"
    }, mayRefuseAgain: true)

  static let resume = Flow(
    name: "resume a plan",
    prepare: { program, world in
      var cast = try await Cast.tier(program)
      cast.plansBefore = world.server.state().plans
      try await program.change(.suspendPlan(cast.plans[0]))
      cast.plans[0] = try await program.plan(cast.plans[0].id, false, .interactive)
      return cast
    },
    act: { program, cast in
      let plan = try await program.plan(cast.plans[0].id, false, .interactive)
      try await program.change(.resumePlan(plan))
    },
    settled: { state, cast in
      state.plans == cast.plansBefore ? nil : "the plan is not as it was before it was suspended"
    }, mayRefuseAgain: true)

  /// What cuts off and opens again.
  static let incidents: [Flow] = [.revoke, .suspend, .resume]
}

extension Cast {
  /// A plan with a customer, and a bystander in another.
  static func tier(_ program: GatewayService) async throws -> Cast {
    var cast = Cast()
    cast.plans = try await program.plans(["standard-prod", "basic-stg"])
    cast.keys = [
      try await program.customer("customer-0", in: [cast.plans[0]]),
      try await program.customer("bystander", in: [cast.plans[1]]),
    ]
    return cast
  }

  /// A plan has its stages or none: it is one PATCH.
  static func tornPlan(_ state: ServerState, _ cast: Cast) -> String? {
    let stages = state.plans[cast.plans[0].id.wire]?.stages ?? []
    return stages.isEmpty || stages == cast.initial.plans[cast.plans[0].id.wire]?.stages
      ? nil : "the plan has some of its stages"
  }
}
