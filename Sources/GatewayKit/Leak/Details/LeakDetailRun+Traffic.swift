import AWSClient
import Foundation

extension LeakDetailRun {
  private static let hours = 24
  /// Stages whose logs are read, and pages of each log, 10,000 lines at most.
  private static let readStages = 6
  private static let readPages = 10

  /// What the access logs of the stages say.
  func tellTraffic(_ plans: [UsagePlan]) async throws {
    var seen: Set<StageReference> = []
    let stages = plans.flatMap(\.apiStages).map(\.reference).filter { seen.insert($0).inserted }
    var records: [String: [StageRecord]] = [:]
    for (number, stage) in stages.enumerated() {
      guard number < Self.readStages, hasTime else {
        tell(.note("The access logs of \(stages.count - number) more stages were not read."))
        return
      }
      if records[stage.apiId] == nil {
        records[stage.apiId] = try await session.api.getStages(
          api: stage.apiId, lane: .interactive
        ).value
      }
      guard let record = records[stage.apiId]?.first(where: { $0.stageName == stage.stage }) else {
        continue
      }
      try await tellTraffic(stage, record)
    }
  }

  private func tellTraffic(_ stage: StageReference, _ record: StageRecord) async throws {
    let name = "\(stage.apiId)/\(stage.stage)"
    guard let destination = record.accessLogDestination, let text = record.accessLogFormat else {
      return tell(.note("\(name) writes no access log, so nobody can tell who calls it."))
    }
    guard let group = Self.logGroup(destination) else {
      return tell(.note("The access log of \(name) goes where it cannot be read: \(destination)."))
    }
    guard let format = AccessLogFormat(text) else {
      return tell(
        .note(
          "The access log of \(name) has no $context.identity.apiKeyId and $context.status, so it "
            + "does not tell who used the key."))
    }
    var tally = TrafficTally(key: key.id.wire)
    let to = session.clock.date()
    var position: String?
    var pages = 0
    do {
      repeat {
        let page = try await CloudWatchLogs(client: session.client).filterLogEvents(
          group: group, from: to.addingTimeInterval(-Double(Self.hours) * 3600), to: to,
          position: position, lane: .interactive
        ).value
        for event in page.items {
          if let line = format.read(event.message) { tally.add(line) }
        }
        position = page.position
        pages += 1
      } while position != nil && pages < Self.readPages && hasTime
    } catch let error as AWSError where error.kind == .service {
      return tell(.note("The access log of \(name) could not be read: \(error.message)"))
    }
    if position != nil {
      tell(.note("The access log of \(name) is longer than was read; its figures are of a part."))
    }
    tell(.traffic(tally.traffic(stage, hours: Self.hours)))
  }

  /// The log group of a destination's ARN; nil for another kind of destination.
  static func logGroup(_ arn: String) -> String? {
    let parts = arn.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count >= 7, parts[2] == "logs", parts[5] == "log-group" else { return nil }
    return String(parts[6])
  }
}

/// Counts the lines of a stage's access log.
struct TrafficTally: Sendable {
  private struct Caller: Hashable {
    var address: String
    var agent: String
  }

  private let key: String
  private var requests = 0
  private var allRequests = 0
  private var callers: [Caller: Int] = [:]

  init(key: String) { self.key = key }

  /// Counts a line.
  mutating func add(_ line: AccessLogLine) {
    allRequests += 1
    guard line.keyId == key else { return }
    requests += 1
    let caller = Caller(address: line.address ?? "", agent: line.agent ?? "")
    // No more callers are told apart than memory allows; the first thousand are enough to see who.
    if callers.count < 1_000 || callers[caller] != nil { callers[caller, default: 0] += 1 }
  }

  /// What was counted.
  func traffic(_ stage: StageReference, hours: Int) -> LeakDetail.Traffic {
    let sorted = callers.sorted {
      ($1.value, $0.key.address, $0.key.agent) < ($0.value, $1.key.address, $1.key.agent)
    }
    return LeakDetail.Traffic(
      stage: stage, requests: requests, allRequests: allRequests, hours: hours,
      callers: sorted.prefix(5).map {
        LeakDetail.Traffic.Caller(
          address: $0.key.address, agent: $0.key.agent, requests: $0.value)
      }, warning: warning(sorted.first?.key.agent ?? ""))
  }

  /// A key that carries nearly all of a stage is no customer's alone: a CDN that sends it with every
  /// request, or the site itself.
  private func warning(_ agent: String) -> String? {
    guard requests > 0, requests * 100 >= allRequests * 99 else { return nil }
    let percent = requests * 100 / allRequests
    let share = "\(percent) % of this stage's requests"
    if agent == "Amazon CloudFront" {
      return "\(share), agent Amazon CloudFront: disabling stops the site."
    }
    return "\(share) come with this key: disabling stops all of them."
  }
}
