import AWSClient
import Foundation
import GatewayKit
import Logging
import SigV4
import Synchronization
import TestSupport

/// An emulator in process, whose clock is the customers' and ours, and a wire that can be cut.
struct RotationWorld: Sendable {
  let emulator: SeatedEmulator
  let folder: TemporaryFolder
  let time: StoryTime
  let cable: Cable

  /// Runs a story in a world of its own and cleans up after it.
  static func tell(
    keys: Int = 3, plans: Int = 3, _ story: (RotationWorld) async throws -> Void
  ) async throws {
    let time = StoryTime()
    let emulator = try SeatedEmulator(keys: keys, plans: plans) { time.now }
    let world = RotationWorld(
      emulator: emulator, folder: try TemporaryFolder(), time: time,
      cable: Cable(emulator: emulator))
    defer {
      world.folder.remove()
      emulator.close()
    }
    try await story(world)
  }

  /// A service whose state is in a folder of that name.
  func connect(_ machine: String = "here", cable: Cable? = nil) async throws -> GatewayService {
    var logger = Logger(label: "tests")
    logger.logLevel = .critical
    let credentials = SeatedEmulator.credentials
    return try await GatewayService.connect(
      ConnectionOptions(
        isReadOnly: false, isSandbox: true, stateDirectory: state(machine),
        environment: [
          "AWS_ENDPOINT_URL": "http://127.0.0.1:9", "AWS_REGION": "us-east-1",
          "AWS_ACCESS_KEY_ID": credentials.id,
          "AWS_SECRET_ACCESS_KEY": credentials.secret,
          "XDG_CONFIG_HOME": folder.path + "/config",
        ], logger: logger),
      clock: time.clock, transport: (cable ?? self.cable).transport,
      retries: RetryPolicy(throttleAttempts: 1, transientAttempts: 1))
  }

  func state(_ machine: String) -> String { "\(folder.path)/\(machine)" }

  /// Calls the API as the customer would; the status.
  @discardableResult
  func call(_ key: KeyValue, _ stage: StageReference, times: Int = 1) -> Int {
    var status = 0
    for _ in 0..<times {
      status = emulator.invoke(
        key.revealed(for: .showValue), api: stage.apiId, stage: stage.stage, at: time.now,
        counting: true)
      time.pass(1)
    }
    return status
  }

  /// Whether a key would be let in, once everything has come through.
  func works(_ key: KeyValue, _ stage: StageReference) -> Bool {
    emulator.invoke(
      key.revealed(for: .showValue), api: stage.apiId, stage: stage.stage, at: time.now + 10,
      counting: false) == 200
  }
}

/// A clock that stands still until it is told otherwise, or somebody waits.
final class StoryTime: Sendable {
  /// Today at noon: the demo data end today.
  private let start = CalendarDay(Date()).start + 43_200
  /// Seconds since then; kept apart from the date, whose own resolution is too coarse for a pacer
  /// that waits for the last bit of a token.
  private let ahead = Mutex(0.0)

  var now: Date { start + ahead.withLock { $0 } }
  func pass(_ seconds: Double) { ahead.withLock { $0 += seconds } }

  var clock: ClientClock {
    ClientClock(
      date: { self.now }, seconds: { self.ahead.withLock { $0 } },
      sleep: { seconds in
        try Task.checkCancellation()
        self.pass(max(seconds, 0.001))
        await Task.yield()
      })
  }
}

/// The way to the emulator. It can be cut before or after any request; from then on nothing gets
/// through, and what was on the disk at that moment is kept for a next process to find.
final class Cable: Sendable {
  struct Cut: Sendable {
    /// How many changing requests go through.
    var after: Int
    /// Whether the one that it comes at is still acted on.
    var isActedOn: Bool
    /// Called at that moment.
    var moment: @Sendable () -> Void
  }

  private struct State {
    var sent: [String] = []
    var changes = 0
    var cut: Cut?
    var isCut = false
  }

  private let emulator: SeatedEmulator
  private let state = Mutex(State())
  /// Called before each request is acted on.
  private let hook = Mutex<(@Sendable (String) -> Void)?>(nil)

  init(emulator: SeatedEmulator) { self.emulator = emulator }

  /// What was sent since the last call and changes something: `PATCH /apikeys/abc`.
  func takeChanges() -> [String] {
    state.withLock { state in
      defer { state.sent = [] }
      return state.sent.filter { !$0.hasPrefix("GET") && $0 != "POST /" }
    }
  }

  var wasCut: Bool { state.withLock { $0.isCut } }
  func cut(_ cut: Cut) { state.withLock { $0.cut = cut } }
  func onRequest(_ call: (@Sendable (String) -> Void)?) { hook.withLock { $0 = call } }

  private enum Fate { case pass, last(Cut), dead }

  private func fate(of line: String) -> Fate {
    state.withLock { state in
      guard !state.isCut else { return .dead }
      state.sent.append(line)
      guard !line.hasPrefix("GET"), line != "POST /" else { return .pass }
      state.changes += 1
      guard let cut = state.cut, state.changes > cut.after else { return .pass }
      state.isCut = true
      return .last(cut)
    }
  }

  var transport: HTTPTransport {
    HTTPTransport(
      send: { request throws(TransportFailure) in
        let line = "\(request.method) \(request.path)"
        self.hook.withLock { $0 }?(line)
        switch self.fate(of: line) {
        case .pass: return self.answer(request)
        case .dead: throw Self.closed
        case .last(let cut):
          if cut.isActedOn { _ = self.answer(request) }
          cut.moment()
          throw Self.closed
        }
      })
  }

  private static let closed = TransportFailure(
    .connectionClosed, mayHaveBeenSent: true, reason: "closed")

  private func answer(_ request: WireRequest) -> WireResponse {
    let answer = emulator.answer(
      request.method, request.target, request.headers.map { ($0.name, $0.value) }, request.body)
    return WireResponse(
      status: answer.status,
      headers: answer.headers.map { .init($0.name, $0.value) }
        + [.init("x-amzn-requestid", "request")], body: answer.body)
  }
}

/// The people and things of a story.
struct RotationCast: Sendable {
  let key: APIKey
  let value: KeyValue
  let plans: [UsagePlan]
  /// A stage of each plan.
  let stages: [StageReference]

  static func enter(
    _ service: GatewayService, plans count: Int = 2,
    quota: Quota? = Quota(limit: 1_000, period: .month)
  ) async throws -> RotationCast {
    let apis = try await service.apis(.interactive).filter { $0.name == "orders-api" }
    let stages = apis.flatMap { api in
      api.stages.map { PlanStage(reference: StageReference(apiId: api.id, stage: $0)) }
    }
    var plans: [UsagePlan] = []
    for (index, stage) in stages.prefix(count).enumerated() {
      let draft = PlanDraft(
        name: "story-\(index)", throttle: Throttle(rateLimit: 100, burstLimit: 100), quota: quota,
        stages: [stage])
      guard case .plan(let plan) = try await service.perform(.createPlan(draft)).subject else {
        throw Missing()
      }
      plans.append(plan)
    }
    let outcome = try await service.perform(
      .createKey(
        KeyDraft(
          name: "acme-mobile", description: "the app", customerId: "c-1",
          tags: ["owner": "acme", "team": "red"], plans: plans)))
    guard case .key(let key) = outcome.subject, let value = outcome.value else { throw Missing() }
    return RotationCast(
      key: key, value: value, plans: plans, stages: stages.prefix(count).map(\.reference))
  }
}

extension GatewayService {
  /// Runs a command of one rotation.
  @discardableResult
  func run(_ command: RotationCommand, courier: Courier = .none) async throws -> RotationOutcome {
    let outcomes = try await runRotations(command, courier, .interactive) { _ in }
    guard let outcome = outcomes.first, outcomes.count == 1 else { throw Missing() }
    return outcome
  }

  /// The value of a key by its shown id.
  func value(_ id: String?) async throws -> KeyValue {
    try await reveal(KeyID(id ?? ""), .showValue)
  }

  /// One key with its plans.
  func whole(_ id: String?) async throws -> APIKey { try await key(KeyID(id ?? ""), .interactive) }
}
