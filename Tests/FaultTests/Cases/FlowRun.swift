import Foundation
import GatewayKit
import LocalStore

/// One case: a flow in a world of its own, with one trouble, and then started again.
struct FlowRun {
  let flow: Flow
  let trouble: Trouble

  /// What a run found.
  struct Report: Sendable {
    var complaints: [String] = []
    /// Requests of the command.
    var sent: [String] = []
    /// Writes to the journal that stood when each request came in, and at the end.
    var commits: [Int] = []
  }

  /// Runs the case.
  func run() async throws -> Report {
    let world = try FaultWorld()
    defer { world.remove() }
    var report = Report()
    let preparation = try await world.program()
    var cast = try await flow.prepare(preparation, world)
    await preparation.close()
    cast.initial = world.server.state()
    let bystander = cast
    let service = try customers(of: cast, world)
    world.watch { state in
      service(state) ?? Invariants.always(state, flow: flow, cast: bystander)
        ?? flow.always(state, bystander)
    }
    let first = try await start(world, cast, &report)
    let before = world.server.state()
    report.complaints += world.takeComplaints()
    var folder = "state"
    if case .crash = trouble { folder = "crashed" }
    try await judge(world, cast, first, folder: folder, &report)
    if first != nil || flow.isRepeatable {
      if try await startAgain(world, cast, folder: folder, &report) {
        if let complaint = flow.settled(world.server.state(), cast) {
          report.complaints.append("started again: \(complaint)")
        }
        if first == nil, world.server.state() != before {
          report.complaints.append("doing it again changed something")
        }
      }
    } else if let complaint = flow.settled(world.server.state(), cast) {
      report.complaints.append("it said done: \(complaint)")
    }
    report.complaints += world.takeComplaints()
    report.complaints += Invariants.atTheEnd(world.server.state(), cast: cast)
    report.complaints += try world.leaks(in: folder)
    return report
  }

  /// Asks the data plane whether every customer is let in everywhere.
  private func customers(
    of cast: Cast, _ world: FaultWorld
  ) throws -> @Sendable (ServerState) -> String? {
    let server = world.server
    let doors = try flow.customers.sorted().map { name in
      let plans = cast.initial.keys.values.filter { $0.name == name }.map(\.plans)
      let doors = server.doors(ofPlans: plans.reduce(into: []) { $0.formUnion($1) })
      guard !doors.isEmpty else { throw FlowFailure.noDoor(name) }
      return (name: name, doors: doors)
    }
    return { state in
      for customer in doors {
        let values = state.keys.values.filter { $0.name == customer.name }.map(\.value)
        for door in customer.doors where !values.contains(where: { server.opens(door, $0) }) {
          return "\(customer.name) is not let in at \(door.stage)\(door.path)"
        }
      }
      return nil
    }
  }

  /// The command with its trouble; returns the error that it told.
  private func start(
    _ world: FaultWorld, _ cast: Cast, _ report: inout Report
  ) async throws -> GatewayError? {
    let program = try await world.program()
    switch trouble {
    case .none:
      world.countWrites()
      world.wire.begin()
    case .broken(let request, let how): world.wire.begin(broken: (request, how))
    case .crash(let crash): world.wire.begin(crash: crash)
    }
    var told: GatewayError?
    do {
      try await flow.act(program, cast)
    } catch let error as GatewayError {
      told = error
    } catch {
      report.complaints.append("an error of another kind: \(error)")
    }
    report.sent = world.wire.sent
    report.commits = world.commits + [world.commitsNow]
    if case .crash(let crash) = trouble {
      // A place behind the last request.
      if !world.wire.isDead { world.wire.die() }
      if crash.lostWrites > 0 {
        let (state, path) = (world.folder.path + "/crashed", world.folder.path + "/torn")
        try StateCopy.copy(state, to: path, losing: crash.lostWrites)
        try FileManager.default.removeItem(atPath: state)
        try FileManager.default.moveItem(atPath: path, toPath: state)
      }
      // Whoever saw it end well has no reason to start it again.
      let hasEnded = crash.request > report.sent.count && crash.lostWrites == 0 && told == nil
      told = hasEnded ? nil : GatewayError(kind: .failed, code: "Killed", message: "", advice: "")
    }
    world.wire.end()
    await program.close()
    return told
  }

  /// Holds the journal against the server.
  private func judge(
    _ world: FaultWorld, _ cast: Cast, _ told: GatewayError?, folder: String,
    _ report: inout Report
  ) async throws {
    let (entries, wrong) = try await world.journal(folder)
    if let wrong { report.complaints.append(wrong) }
    let state = world.server.state()
    report.complaints += JournalTruth.complaints(entries, state)
    if case .crash = trouble { return }
    for entry in entries where entry.outcome == .started {
      report.complaints.append("“\(entry.summary)” stands as started although the program ended")
    }
    guard let told else { return }
    if told.outcomeUnknown, !entries.contains(where: { $0.outcome == .unknown }) {
      report.complaints.append("outcome unknown was told, and the journal does not say so")
    }
    if flow.isAllOrNothing, !told.outcomeUnknown, told.code != "PartlyDone",
      state != cast.initial
    {
      report.complaints.append(
        "it failed (\(told.code): \(told.message)), and yet changed something")
    }
  }

  /// The same command once more, in a new process, on a sound wire. False when it refused because
  /// the first one had done it.
  private func startAgain(
    _ world: FaultWorld, _ cast: Cast, folder: String, _ report: inout Report
  ) async throws -> Bool {
    let program = try await world.program(folder)
    var isSettled = true
    do {
      try await (flow.again ?? flow.act)(program, cast)
    } catch let error as GatewayError
      where flow.alreadyDone.contains(error.code)
      || flow.mayRefuseAgain && [.refused, .notFound].contains(error.kind)
    {
      // The state must be right all the same.
    } catch {
      report.complaints.append("started again it failed: \(error)")
      isSettled = false
    }
    await program.close()
    let (entries, wrong) = try await world.journal(folder)
    if let wrong { report.complaints.append("afterwards \(wrong)") }
    report.complaints += JournalTruth.complaints(entries, world.server.state()).map {
      "started again: \($0)"
    }
    return isSettled
  }
}
