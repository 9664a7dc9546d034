import AWSClient
import GatewayKit

extension Flow {
  /// A key in three plans at once.
  static let createInThreePlans = Flow(
    name: "create in three plans",
    prepare: { program, _ in
      var cast = Cast()
      cast.plans = try await program.plans(["basic-prod", "basic-stg", "basic-dev"])
      cast.keys = [try await program.customer("bystander", in: [cast.plans[0]])]
      return cast
    },
    act: { program, cast in
      _ = try await program.make("acme", tags: ["owner": "acme"], in: cast.plans)
    },
    settled: { state, cast in
      let found = state.named("acme")
      guard found.count == 1 else { return "\(found.count) keys instead of one" }
      guard let key = state.keys[found[0]], key.isEnabled,
        key.plans == Set(cast.plans.map(\.id.wire)), key.tags == ["owner": "acme"]
      else { return "the key is not as asked for" }
      return nil
    })

  static let attach = Flow(
    name: "attach",
    prepare: { program, _ in
      var cast = Cast()
      cast.plans = try await program.plans(["basic-prod", "basic-stg"])
      cast.keys = [try await program.customer("acme", in: [cast.plans[0]])]
      return cast
    },
    act: { program, cast in
      try await program.change(.attach(cast.keys[0], cast.plans[1]))
    },
    settled: { state, cast in
      state.keys[cast.keys[0].id.wire]?.plans == Set(cast.plans.map(\.id.wire))
        ? nil : "the key is not in both plans"
    },
    alreadyDone: ["AlreadyAttached"], customers: ["acme"])

  static let disable = Flow(
    name: "disable",
    prepare: { program, world in try await .customers(1, program, world) },
    act: { program, cast in
      try await program.change(.setEnabled(cast.keys[0], false))
    },
    settled: { state, cast in
      state.keys[cast.keys[0].id.wire]?.isEnabled == false ? nil : "the key is enabled"
    }, isRepeatable: true)

  static let delete = Flow(
    name: "delete",
    prepare: { program, world in try await .customers(1, program, world) },
    act: { program, cast in
      try await program.change(.deleteKey(cast.keys[0]))
    },
    settled: { state, cast in
      state.keys[cast.keys[0].id.wire] == nil ? nil : "the key is there"
    }, alreadyDone: ["NotFoundException"],
    mayLose: { [$0.keys[0].id.wire] })

  /// The second of two disables is taken back; the first must stay.
  static let undo = Flow(
    name: "undo",
    prepare: { program, world in
      let cast = try await Cast.customers(2, program, world)
      for key in cast.keys.prefix(2) {
        try await program.change(.setEnabled(key, false))
      }
      return cast
    },
    act: { program, _ in _ = try await program.undo() },
    always: { state, cast in
      state.keys[cast.keys[0].id.wire]?.isEnabled == false
        ? nil : "undo took back another change than the last one"
    },
    settled: { state, cast in
      state.keys[cast.keys[1].id.wire]?.isEnabled == true ? nil : "the change was not taken back"
    })

  static let disableFifty = Flow(
    name: "bulk disable of 50",
    prepare: { program, world in try await .customers(50, program, world) },
    act: { program, cast in
      try await program.eachOf(cast.keys.dropLast()) { .setEnabled($0, false) }
    },
    settled: { state, cast in
      let left = cast.keys.dropLast().filter { state.keys[$0.id.wire]?.isEnabled != false }
      return left.isEmpty ? nil : "\(left.count) keys are enabled"
    }, isAllOrNothing: false, isRepeatable: true)

  static let importFifty = Flow(
    name: "import of 50",
    prepare: { program, world in
      var cast = try await Cast.customers(1, program, world)
      let plan = cast.plans[0].id.wire
      cast.csv =
        "Name,key,description,Enabled,usageplanIds\n"
        + (0..<50).map {
          "import-\($0),imported-value-\(1000 + $0)-abcdefghijklmnop,,true,\(plan)\n"
        }
        .joined()
      return cast
    },
    act: { program, cast in
      _ = try await program.importKeys(KeyValue(entered: cast.csv), false, false)
    },
    settled: { state, cast in
      let made = state.keys.values.filter { $0.name.hasPrefix("import-") }
      guard made.count == 50 else { return "\(made.count) keys instead of 50" }
      let good = made.filter { $0.isEnabled && $0.plans == [cast.plans[0].id.wire] }
      return good.count == 50 ? nil : "\(50 - good.count) keys are not as asked for"
    }, isRepeatable: true, customers: ["customer-0", "bystander"])

  /// What changes keys.
  static let changes: [Flow] = [
    .createInThreePlans, .attach, .disable, .delete, .undo, .disableFifty, .importFifty,
  ]
}

extension Cast {
  /// So many customers in one plan, and a bystander.
  static func customers(
    _ count: Int, _ program: GatewayService, _ world: FaultWorld
  ) async throws -> Cast {
    var cast = Cast()
    cast.plans = try await program.plans(["basic-prod"])
    let names = (0..<count).map { "customer-\($0)" } + ["bystander"]
    let ids = world.server.settle(names, plan: cast.plans[0].id.wire)
    var byID: [String: APIKey] = [:]
    for try await page in program.keyPages(nil, .interactive) {
      for key in page.keys { byID[key.id.wire] = key }
    }
    cast.keys = ids.compactMap { byID[$0] }
    return cast
  }
}

extension GatewayService {
  /// Plans by name.
  func plans(_ names: [String]) async throws -> [UsagePlan] { try await resolvePlans(names) }

  /// Makes a key as `keys create` does.
  func make(
    _ name: String, tags: [String: String], in plans: [UsagePlan]
  ) async throws -> APIKey {
    let draft = KeyDraft(name: name, tags: tags, plans: plans)
    let outcome = try await perform(.createKey(draft), .interactive) { _ in }
    guard case .key(let key) = outcome.subject else { throw FlowFailure.noKey }
    return key
  }

  /// Performs a change as a person would.
  func change(_ change: Change) async throws {
    _ = try await perform(change, .interactive) { _ in }
  }

  /// A key of a customer who uses it, with tags.
  func customer(_ name: String, in plans: [UsagePlan]) async throws -> APIKey {
    try await make(name, tags: ["owner": name, "team": "sales"], in: plans)
  }

  /// One change after the other, as `keys disable A B C` does: it goes on after one failed.
  func eachOf(_ keys: some Sequence<APIKey>, _ change: (APIKey) -> Change) async throws {
    var first: GatewayError?
    for key in keys {
      do {
        _ = try await perform(change(key), .bulk) { _ in }
      } catch let error as GatewayError {
        first = first ?? error
      }
    }
    if let first { throw first }
  }
}

/// The preparation of a flow went wrong.
enum FlowFailure: Error {
  case noKey
  case noDoor(String)
  case noRotation(Int)
}
