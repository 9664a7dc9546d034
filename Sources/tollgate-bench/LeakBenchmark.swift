import AWSClient
import Foundation
import GatewayKit
import Logging
import SigV4
import Synchronization

/// Finds one whole value among 10,000 keys and disables its key, beside the bare requests and boto3.
struct LeakBenchmark {
  /// What to measure with.
  var options: BenchOptions
  /// The service.
  var sandbox: SandboxProcess

  private struct Search {
    var seconds: Double
    var whole: Double
    var sent: [WireRequest]
    var known: Int
  }

  /// The rows of the table.
  func rows() async throws -> [BenchRow] {
    let wanted = try await oldest()
    var searches: [Search] = []
    var bare: [Double] = []
    for _ in 0..<options.rounds {
      let search = try await search(for: wanted)
      searches.append(search)
      bare.append(try await replay(search.sent))
    }
    guard let first = searches.first else { throw BenchError("there were no rounds") }
    let theirs = try Rival(options).json(
      "leak.py", ["rounds", sandbox.endpoint, "\(options.rounds)"],
      environment: sandbox.environment, as: [Double].self)
    let ratio = median(searches.map(\.seconds)) / median(bare)
    let whole = median(searches.map(\.whole)) / median(theirs)
    return [
      BenchRow(
        what: "finding a leaked value among 10,000 keys, \(first.sent.count) requests, against "
          + "the same requests bare",
        ours: milliseconds(searches.map(\.seconds)), theirs: milliseconds(bare),
        ratio: "\(text(ratio, digits: 2)) of its time", target: "≤ 1.1, at most 20 requests",
        isMet: ratio <= 1.1 && first.sent.count <= 20),
      BenchRow(
        what: "finding it again", ours: "\(first.known) requests", theirs: nil, ratio: nil,
        target: "2 requests", isMet: first.known == 2),
      BenchRow(
        what: "finding and disabling it, read back, against a boto3 script (paginate, compare, "
          + "update)",
        ours: milliseconds(searches.map(\.whole)), theirs: milliseconds(theirs),
        ratio: "\(text(whole, digits: 2)) of its time", target: "≤ 1", isMet: whole <= 1),
    ]
  }

  private func milliseconds(_ figures: [Double]) -> String {
    "\(text(median(figures) * 1e3, digits: 0)) ms"
  }

  /// One search with nothing known, the revocation, and a second search.
  private func search(for wanted: (key: APIKey, value: KeyValue)) async throws -> Search {
    let sent = Mutex<[WireRequest]>([])
    let live = HTTPTransport.live()
    let recording = HTTPTransport(
      send: { request throws(TransportFailure) in
        sent.withLock { $0.append(request) }
        return try await live.send(request)
      }, shutdown: live.shutdown)
    return try await inFolder { folder in
      let service = try await connect(folder, recording)
      _ = try await service.identify()
      sent.withLock { $0 = [] }
      let start = ContinuousClock.now
      let matches = try await find(wanted.value, service)
      let found = Self.seconds(since: start)
      let requests = sent.withLock { $0 }
      guard matches.map(\.key.id) == [wanted.key.id] else {
        throw BenchError("found \(matches.count) keys instead of one")
      }
      for try await _ in service.revoke(
        RevokeRequest(matches: matches, origin: "benchmark"), .none)
      {}
      let whole = Self.seconds(since: start)
      _ = try await service.perform(.setEnabled(wanted.key, true), .interactive) { _ in }
      sent.withLock { $0 = [] }
      _ = try await find(wanted.value, service)
      let known = sent.withLock { $0.count }
      await service.close()
      return Search(seconds: found, whole: whole, sent: requests, known: known)
    }
  }

  private func find(
    _ value: KeyValue, _ service: GatewayService
  ) async throws -> [LeakMatch] {
    let text = LeakText(
      origin: "benchmark", text: "x-api-key: \(value.revealed(for: .export))\n")
    var matches: [LeakMatch] = []
    for try await event in service.findLeaks(text) {
      if case .finished(let findings) = event { matches = findings.matches }
    }
    return matches
  }

  /// Seconds that the same requests take one after the other, with nothing done to the answers.
  private func replay(_ requests: [WireRequest]) async throws -> Double {
    let live = HTTPTransport.live()
    let start = ContinuousClock.now
    for request in requests {
      let answer = try await live.send(request)
      guard answer.status == 200 else { throw BenchError("a request again got \(answer.status)") }
    }
    let took = Self.seconds(since: start)
    try await live.shutdown()
    return took
  }

  /// The key that comes last in every list, so that a search passes all pages.
  private func oldest() async throws -> (key: APIKey, value: KeyValue) {
    try await inFolder { folder in
      let service = try await connect(folder, nil)
      var last: APIKey?
      for try await page in service.keyPages(nil, .interactive) { last = page.keys.last ?? last }
      guard let last else { throw BenchError("there are no keys") }
      let value = try await service.reveal(last.id, .export)
      await service.close()
      return (last, value)
    }
  }

  private func connect(_ folder: String, _ transport: HTTPTransport?) async throws -> GatewayService
  {
    try await GatewayService.connect(
      ConnectionOptions(
        stateDirectory: folder, environment: sandbox.environment,
        logger: Logger(label: "bench") { _ in SwiftLogNoOpLogHandler() }),
      clock: .live, transport: transport)
  }

  private func inFolder<Value>(_ work: (String) async throws -> Value) async throws -> Value {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "tollgate-bench-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }  // a leftover folder harms nobody
    return try await work(folder.path)
  }

  private static func seconds(since start: ContinuousClock.Instant) -> Double {
    (ContinuousClock.now - start) / .seconds(1)
  }
}
