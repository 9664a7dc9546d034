import AWSClient
import Foundation
import GatewayKit
import Logging

/// Lists 10,000 keys from a sandbox in a process of its own, beside boto3's paginator.
struct ListingBenchmark {
  /// What to measure with.
  var options: BenchOptions
  /// The service.
  var sandbox: SandboxProcess

  /// The row of the table.
  func rows() async throws -> [BenchRow] {
    var ours: [Double] = []
    var pages = 0
    for _ in 0..<options.rounds {
      let (took, count) = try await list()
      ours.append(took)
      pages = count
    }
    let theirs = try Rival(options).json(
      "listing.py", [sandbox.endpoint, "\(options.rounds)"],
      environment: sandbox.environment, as: [Double].self)
    let ratio = median(ours) / median(theirs)
    return [
      BenchRow(
        what: "listing 10,000 keys, \(pages) requests, against boto3's paginator",
        ours: "\(text(median(ours) * 1e3, digits: 0)) ms",
        theirs: "\(text(median(theirs) * 1e3, digits: 0)) ms",
        ratio: "\(text(ratio, digits: 2)) of its time", target: "≤ 0.5, 20 requests",
        isMet: ratio <= 0.5 && pages == 20)
    ]
  }

  /// Seconds and pages of one listing with a connection and a budget of its own.
  private func list() async throws -> (Double, Int) {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "tollgate-bench-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }  // a leftover folder harms nobody
    let service = try await GatewayService.connect(
      ConnectionOptions(
        stateDirectory: folder.path, environment: sandbox.environment,
        logger: Logger(label: "bench") { _ in SwiftLogNoOpLogHandler() }))
    var keys = 0
    var pages = 0
    let start = ContinuousClock.now
    for try await page in service.keyPages(nil, .interactive) {
      keys += page.keys.count
      pages = page.number
    }
    let took = ContinuousClock.now - start
    await service.close()
    guard keys == 10_000 else { throw BenchError("listed \(keys) keys instead of 10,000") }
    return (
      Double(took.components.seconds) + Double(took.components.attoseconds) * 1e-18, pages
    )
  }
}
