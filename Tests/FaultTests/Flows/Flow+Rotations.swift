import AWSClient
import GatewayKit

extension Flow {
  private static let target = DeliveryTarget.file("acme.key")

  /// A customer in two plans gets a new key.
  static let rotate = Flow(
    name: "rotate",
    prepare: { program, _ in try await .rotating(program) },
    act: { program, cast in try await program.rotate(cast) },
    always: { state, cast in Cast.brokenRotation(state, cast) },
    settled: { state, cast in Cast.overlap(state, cast, target) },
    isAllOrNothing: false, isRepeatable: true, customers: ["acme", "bystander"])

  /// The same, and after a crash it is `rotations advance` that goes on.
  static let rotateAndAdvance = Flow(
    name: "rotate, then advance",
    prepare: { program, _ in try await .rotating(program) },
    act: { program, cast in try await program.rotate(cast) },
    always: { state, cast in Cast.brokenRotation(state, cast) },
    settled: { state, cast in
      state.named("acme").count == 1 ? nil : Cast.overlap(state, cast, target)
    },
    again: { program, cast in try await program.rotations(.advance(AdvanceRequest()), cast) },
    isAllOrNothing: false, customers: ["acme", "bystander"])

  /// The new key is in use and the old one quiet: it is retired.
  static let advance = Flow(
    name: "advance",
    prepare: { program, world in
      let cast = try await Cast.rotating(program)
      try await program.rotate(cast)
      world.useNewKey(cast)
      world.clock.advance(9 * 86_400)
      return cast
    },
    act: { program, cast in try await program.rotations(.advance(AdvanceRequest()), cast) },
    always: { state, cast in Cast.brokenRotation(state, cast) },
    settled: { state, cast in Cast.retired(state, cast) },
    isAllOrNothing: false, isRepeatable: true, customers: ["acme", "bystander"])

  /// A person ends the overlap.
  static let finish = Flow(
    name: "finish",
    prepare: { program, world in
      let cast = try await Cast.rotating(program)
      try await program.rotate(cast)
      world.useNewKey(cast)
      return cast
    },
    act: { program, cast in
      let rotation = try await program.onlyRotation()
      try await program.rotations(.finish(id: rotation.id, forcedBecause: "it is tested"), cast)
    },
    always: { state, cast in Cast.brokenRotation(state, cast) },
    settled: { state, cast in Cast.retired(state, cast) },
    mayRefuseAgain: true, isAllOrNothing: false, customers: ["acme", "bystander"])

  static let rollBack = Flow(
    name: "roll back",
    prepare: { program, _ in
      let cast = try await Cast.rotating(program)
      try await program.rotate(cast)
      return cast
    },
    act: { program, cast in
      let rotation = try await program.onlyRotation()
      try await program.rotations(.rollBack(id: rotation.id), cast)
    },
    always: { state, cast in
      state.keys[cast.keys[0].id.wire]?.isEnabled == true ? nil : "the old key was switched off"
    },
    settled: { state, cast in
      let others = state.named("acme").filter { $0 != cast.keys[0].id.wire }
      return others.allSatisfy { state.keys[$0]?.isEnabled == false }
        ? nil : "the new key is enabled"
    },
    mayRefuseAgain: true, isAllOrNothing: false, customers: ["acme", "bystander"])

  /// What replaces keys.
  static let rotations: [Flow] = [.rotate, .rotateAndAdvance, .advance, .finish, .rollBack]
}

extension Cast {
  /// A customer in two plans, and a bystander.
  static func rotating(_ program: GatewayService) async throws -> Cast {
    var cast = Cast()
    cast.plans = try await program.plans(["basic-prod", "basic-stg"])
    cast.keys = [
      try await program.customer("acme", in: cast.plans),
      try await program.customer("bystander", in: [cast.plans[0]]),
    ]
    return cast
  }

  /// Never a third key, and the old one is off only when the new one is as good.
  static func brokenRotation(_ state: ServerState, _ cast: Cast) -> String? {
    let old = cast.keys[0].id.wire
    let new = state.named("acme").filter { $0 != old }
    guard new.count <= 1 else { return "\(new.count) replacements for one key" }
    guard state.keys[old]?.isEnabled == false else { return nil }
    guard let key = new.first.flatMap({ state.keys[$0] }), key.isEnabled,
      key.plans.isSuperset(of: cast.plans.map(\.id.wire))
    else { return "the old key was retired while the new one is not as good" }
    return nil
  }

  /// Both keys are there, alike, tagged, and the value was handed over.
  static func overlap(_ state: ServerState, _ cast: Cast, _ target: DeliveryTarget) -> String? {
    let old = cast.keys[0].id.wire
    let others = state.named("acme").filter { $0 != old }
    guard others.count == 1, let new = state.keys[others[0]], let first = state.keys[old] else {
      return "\(others.count) replacements instead of one"
    }
    guard first.isEnabled, new.isEnabled else { return "one of both keys is off" }
    guard new.plans == first.plans else { return "the new key is not in the old one's plans" }
    for (name, value) in cast.initial.keys[old]?.tags ?? [:] where new.tags[name] != value {
      return "the new key has no tag \(name)"
    }
    guard new.tags["tollgate:replaces"] != nil, first.tags["tollgate:replaced-by"] != nil else {
      return "the tags do not tell of the rotation"
    }
    guard cast.drawer.value(at: target)?.revealed(for: .deliver) == new.value else {
      return "the new value was not handed over"
    }
    return nil
  }

  static func retired(_ state: ServerState, _ cast: Cast) -> String? {
    let old = cast.keys[0].id.wire
    guard state.keys[old]?.isEnabled == false else { return "the old key is not retired" }
    return brokenRotation(state, cast)
  }
}

extension FaultWorld {
  /// The customer begins to use the new key.
  func useNewKey(_ cast: Cast) {
    let state = server.state()
    for (id, key) in state.keys where key.name == "acme" && id != cast.keys[0].id.wire {
      for door in server.doors(ofPlans: key.plans) { server.use(key.value, door, times: 3) }
    }
  }
}

extension GatewayService {
  /// `keys rotate acme --deliver …`.
  func rotate(_ cast: Cast) async throws {
    let request = RotateRequest(key: cast.keys[0], delivery: .file("acme.key"))
    try await rotations(.rotate(request), cast)
  }

  /// Does what a command of `rotations` does, and throws what went wrong with any of them.
  func rotations(_ command: RotationCommand, _ cast: Cast) async throws {
    let outcomes = try await runRotations(command, cast.drawer.courier, .interactive) { _ in }
    if let error = outcomes.lazy.compactMap(\.error).first { throw error }
  }

  /// The one that there is.
  func onlyRotation() async throws -> Rotation {
    let all = try await rotations(false, .interactive)
    guard all.count == 1 else { throw FlowFailure.noRotation(all.count) }
    return all[0]
  }
}
