import AWSClient
import Foundation
import GatewayKit
import LocalStore
import Logging
import SigV4
import Synchronization

/// A server, a user's folder, a clock and a wire: what one case happens in.
final class FaultWorld: Sendable {
  let clock = FaultClock()
  let folder: FaultFolder
  let server: Server
  let wire: Wire
  private let watching: Watching

  /// What is looked at after every request.
  private final class Watching: Sendable {
    let rule = Mutex<(@Sendable (ServerState) -> String?)?>(nil)
    let complaints = Mutex<[String]>([])
    let values = Mutex<Set<String>>([])
    let commits = Mutex<[Int]>([])
    let isCountingWrites = Mutex(false)
  }

  init() throws {
    let (folder, watching, clock) = (try FaultFolder(), Watching(), clock)
    let server = try Server(clock: clock)
    (self.folder, self.watching, self.server) = (folder, watching, server)
    wire = Wire(
      server: server, clock: clock,
      acted: {
        let state = server.state()
        watching.values.withLock { $0.formUnion(state.keys.values.map(\.value)) }
        guard let rule = watching.rule.withLock({ $0 }), let complaint = rule(state) else { return }
        watching.complaints.withLock { $0.append(complaint) }
      },
      arrived: { _ in
        guard watching.isCountingWrites.withLock({ $0 }) else { return }
        let commits = StateCopy.commits(inFolder: folder.path + "/state")
        watching.commits.withLock { $0.append(commits) }
      },
      died: {
        // A copy that fails leaves no folder, and every check after it fails.
        try? StateCopy.copy(folder.path + "/state", to: folder.path + "/crashed")
      })
  }

  /// A program that was just started, with its state in a folder of this world.
  func program(_ state: String = "state", knowsCaller: Bool = true) async throws -> GatewayService {
    var environment = Server.environment
    environment["XDG_CONFIG_HOME"] = folder.path + "/config"
    environment["HOME"] = folder.path
    var logger = Logger(label: "faults")
    logger.logLevel = .critical
    let service = try await GatewayService.connect(
      ConnectionOptions(
        isSandbox: true, stateDirectory: folder.path + "/" + state, environment: environment,
        logger: logger), clock: clock.clock, transport: wire.transport)
    // Asked beforehand, so that no question of its own comes in between.
    if knowsCaller { _ = try await service.identify() }
    return service
  }

  /// Looks at the server after every request from now on.
  func watch(_ rule: @escaping @Sendable (ServerState) -> String?) {
    watching.rule.withLock { $0 = rule }
  }

  /// Counts the writes to the journal at every request, which takes time.
  func countWrites() { watching.isCountingWrites.withLock { $0 = true } }

  /// What the rule found wrong so far, each once.
  func takeComplaints() -> [String] {
    watching.complaints.withLock { complaints in
      defer { complaints = [] }
      var seen: Set<String> = []
      return complaints.filter { seen.insert($0).inserted }
    }
  }

  /// Writes to the journal that stood when each counted request came in.
  var commits: [Int] { watching.commits.withLock { $0 } }
  /// Writes to the journal now.
  var commitsNow: Int { StateCopy.commits(inFolder: folder.path + "/state") }

  /// The journal's entries, oldest first, and what is wrong with its chain.
  func journal(_ state: String) async throws -> (entries: [JournalEntry], wrong: String?) {
    let store = try LocalStore.open(folder: folder.path + "/" + state, now: clock.date)
    let entries = try await store.entries(limit: 10_000).reversed()
    var wrong: String?
    let report = try await store.verifyChain()
    if let row = report.brokenAt {
      wrong = "the journal's chain breaks at \(row): \(report.reason ?? "")"
    }
    try store.close()
    return (Array(entries), wrong)
  }

  /// Values of keys that stand somewhere on the disk, by how they are written there.
  func leaks(in name: String) throws -> [String] {
    let bytes = try folder.bytes(of: name)
    var values = watching.values.withLock { $0 }
    values.formUnion(server.state().keys.values.map(\.value))
    return values.sorted().flatMap { value in
      let data = Data(value.utf8)
      let forms = [
        ("as it is", data), ("in base64", Data(data.base64EncodedString().prefix(24).utf8)),
        (
          "in hex",
          Data(
            data.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }
              .joined().utf8)
        ),
      ]
      return forms.filter { bytes.range(of: $0.1) != nil }.map { "a value \($0.0) in \(name)" }
    }
  }

  func remove() { folder.remove() }
}
