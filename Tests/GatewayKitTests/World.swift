import AWSClient
import Foundation
import GatewayKit
import Logging
import Sandbox
import SigV4
import Synchronization
import TestSupport

/// An emulator, a folder for the journal and a wire that can be told to fail.
struct World: Sendable {
  let server: SandboxServer
  let folder: TemporaryFolder
  let wire = Wire()
  let clock = SteeredClock()

  /// Runs a story in a world of its own and cleans up after it.
  static func tell(
    keys: Int = 12, plans: Int = 9, propagation: Double = 5, _ story: (World) async throws -> Void
  ) async throws {
    let server = try await SandboxServer.start(
      SandboxOptions(
        keys: keys, plans: plans, propagationSeconds: propagation, isUnlimited: true))
    let world = World(server: server, folder: try TemporaryFolder())
    let outcome: Result<Void, any Error>
    do {
      outcome = .success(try await story(world))
    } catch {
      outcome = .failure(error)
    }
    world.folder.remove()
    try await world.wire.close()
    try await server.stop()
    try outcome.get()
  }

  /// A service that talks to the emulator over the wire of this world.
  func connect(
    isReadOnly: Bool = false, stateFolder: String? = nil, environment extra: [String: String] = [:]
  ) async throws -> GatewayService {
    var environment = Dictionary(server.environment.map { ($0.name, $0.value) }) { $1 }
    environment["XDG_CONFIG_HOME"] = folder.path + "/config"
    environment.merge(extra) { _, new in new }
    var logger = Logger(label: "tests")
    logger.logLevel = .critical
    return try await GatewayService.connect(
      ConnectionOptions(
        isReadOnly: isReadOnly, isSandbox: true,
        stateDirectory: stateFolder ?? folder.path + "/state", environment: environment,
        logger: logger),
      clock: clock.clock, transport: wire.transport,
      retries: RetryPolicy(throttleBase: 0, transientBase: 0))
  }
}

/// A network that loses answers and makes errors when told to, and remembers what was sent.
final class Wire: Sendable {
  enum Fault: Sendable {
    /// The request arrives, its answer does not.
    case loseAnswer
    /// The request does not arrive, and nobody can tell.
    case loseRequest
    /// The service answers so.
    case answer(status: Int, code: String, message: String)
    /// Something that is no JSON.
    case page
  }

  private struct State {
    var faults: [(method: String, path: String, fault: Fault, times: Int)] = []
    var sent: [String] = []
  }

  private let state = Mutex(State())
  private let live = HTTPTransport.live()

  /// Closes the connections of all services of this world.
  func close() async throws { try await live.shutdown() }

  /// What was sent since the last call: `PATCH /apikeys/abc`.
  func takeSent() -> [String] {
    state.withLock { state in
      defer { state.sent = [] }
      return state.sent
    }
  }

  /// What was sent and changes something.
  func takeChanges() -> [String] { takeSent().filter { !$0.hasPrefix("GET") && $0 != "POST /" } }

  /// Makes the next requests of a kind fail.
  func fail(_ method: String, _ path: String, _ fault: Fault, times: Int = 1) {
    state.withLock { $0.faults.append((method, path, fault, times)) }
  }

  /// Forgets faults that did not happen.
  func clear() { state.withLock { $0.faults = [] } }

  private func next(_ request: WireRequest) -> Fault? {
    state.withLock { state in
      state.sent.append("\(request.method) \(request.path)")
      let index = state.faults.firstIndex {
        $0.times > 0 && $0.method == request.method && request.path.contains($0.path)
      }
      guard let index else { return nil }
      state.faults[index].times -= 1
      return state.faults[index].fault
    }
  }

  var transport: HTTPTransport {
    let live = live
    return HTTPTransport(
      send: { request throws(TransportFailure) in
        switch self.next(request) {
        case nil: return try await live.send(request)
        case .loseAnswer:
          _ = try await live.send(request)
          throw TransportFailure(.connectionClosed, mayHaveBeenSent: true, reason: "closed")
        case .loseRequest:
          throw TransportFailure(.connectionClosed, mayHaveBeenSent: true, reason: "closed")
        case .answer(let status, let code, let message):
          return WireResponse(
            status: status,
            headers: [
              .init("x-amzn-errortype", code), .init("x-amzn-requestid", "r-1"),
              .init("content-type", "application/json"),
            ], body: Array(#"{"message":"\#(message)"}"#.utf8))
        case .page:
          return WireResponse(
            status: 200, headers: [.init("content-type", "text/html")],
            body: Array("<html>hello</html>".utf8))
        }
      })
  }
}

/// The real time, which runs on at once when somebody waits.
final class SteeredClock: Sendable {
  private let state = Mutex(
    (ahead: 0.0, waits: [Double](), held: Set<Double>(), frozen: Double?.none))
  private let start = ContinuousClock.now
  private let began = Date()

  /// Seconds that were waited for, each.
  var waits: [Double] { state.withLock { $0.waits } }

  /// Waits of exactly so many seconds do not end by themselves, but when they are cancelled: for
  /// races that something else is to win.
  func hold(_ seconds: Double) { state.withLock { _ = $0.held.insert(seconds) } }

  /// From here on time passes only when somebody waits: for stories that count waits, which a busy
  /// machine must not shorten.
  func freeze() { state.withLock { $0.frozen = $0.frozen ?? real } }

  private var real: Double { (ContinuousClock.now - start) / .seconds(1) }

  /// Seconds since the story began.
  private var now: Double { state.withLock { ($0.frozen ?? real) + $0.ahead } }

  var clock: ClientClock {
    ClientClock(
      date: { self.began + self.now },
      seconds: { self.now },
      sleep: { seconds in
        try Task.checkCancellation()
        if self.state.withLock({ $0.held.contains(seconds) }) {
          try await Task.sleep(for: .seconds(3600))
        }
        self.state.withLock {
          $0.ahead += seconds
          $0.waits.append(seconds)
        }
        await Task.yield()
      })
  }
}

/// Sentences that a change said while it ran.
final class Said: Sendable {
  private let sentences = Mutex<[String]>([])
  var all: [String] { sentences.withLock { $0 } }
  var progress: @Sendable (String) -> Void {
    { sentence in self.sentences.withLock { $0.append(sentence) } }
  }
}

extension GatewayService {
  /// Performs a change as a person would.
  @discardableResult
  func perform(_ change: Change) async throws -> ChangeOutcome {
    try await perform(change, .interactive) { _ in }
  }

  /// All keys.
  func allKeys() async throws -> [APIKey] {
    var keys: [APIKey] = []
    for try await page in keyPages(nil, .interactive) { keys += page.keys }
    return keys
  }

  /// All plans.
  func allPlans() async throws -> [UsagePlan] {
    var plans: [UsagePlan] = []
    for try await page in planPages(.interactive) { plans += page.plans }
    return plans
  }
}

/// The error that a piece of work throws.
func failure(_ work: () async throws -> Void) async throws -> GatewayError {
  do {
    try await work()
  } catch let error as GatewayError {
    return error
  }
  throw Missing()
}

/// Nothing was thrown where something should have been.
struct Missing: Error {}
