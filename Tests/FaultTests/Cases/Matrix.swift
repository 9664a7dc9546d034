import Foundation
import Testing

/// All the ways in which a flow can go wrong.
struct Matrix: Sendable {
  let flow: Flow
  /// Most cases of a kind; the rest is left out by a fixed step.
  var limit = ProcessInfo.processInfo.environment["TOLLGATE_FAULTS"] == "all" ? Int.max : 60

  /// Runs them, prints how many there were, and fails with the first few that failed.
  func run() async throws {
    let began = ContinuousClock.now
    let clean = try await FlowRun(flow: flow, trouble: .none).run()
    for complaint in clean.complaints {
      Issue.record("\(flow.name), nothing broken: \(complaint)")
    }
    // A flow of many requests takes as long a case as it has requests.
    let most = limit == Int.max ? limit : max(16, min(limit, 900 / max(1, clean.sent.count)))
    let troubles = sampled(breakages(clean), most) + sampled(crashes(clean), most)
    var failures: [(Trouble, [String])] = []
    for trouble in troubles {
      let report = try await FlowRun(flow: flow, trouble: trouble).run()
      if !report.complaints.isEmpty { failures.append((trouble, report.complaints)) }
    }
    for (trouble, complaints) in failures.prefix(8) {
      Issue.record("\(flow.name), \(trouble): \(complaints.prefix(4).joined(separator: "; "))")
    }
    let time = ContinuousClock.now - began
    print(
      "faults: \(flow.name): \(clean.sent.count) requests, \(troubles.count) cases, "
        + "\(failures.count) failed (\(time.components.seconds) s)")
  }

  private func breakages(_ clean: FlowRun.Report) -> [Trouble] {
    guard !clean.sent.isEmpty else { return [] }
    return (1...clean.sent.count).flatMap { request in
      Breakage.allCases.map { .broken(request: request, how: $0) }
    }
  }

  /// Before and after each request, and between all writes to the journal.
  private func crashes(_ clean: FlowRun.Report) -> [Trouble] {
    var crashes: [Crash] = []
    var last = clean.commits.first ?? 0
    for (index, commits) in clean.commits.enumerated() {
      let request = index + 1
      for lost in 0..<max(1, commits - last) {
        crashes.append(Crash(request: request, isAfter: false, lostWrites: lost))
      }
      if request <= clean.sent.count { crashes.append(Crash(request: request, isAfter: true)) }
      last = commits
    }
    return crashes.map { .crash($0) }
  }

  private func sampled(_ troubles: [Trouble], _ limit: Int) -> [Trouble] {
    guard troubles.count > limit else { return troubles }
    let step = Double(troubles.count) / Double(limit)
    return (0..<limit).map { troubles[Int(Double($0) * step)] }
  }
}
