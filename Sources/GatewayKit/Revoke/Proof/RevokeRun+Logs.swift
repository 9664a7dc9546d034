import AWSClient
import Foundation

/// A stage whose access log says which key called and what was answered.
struct LoggedStage: Sendable {
  /// `orders-api/prod`.
  var label: String
  /// The log group's name.
  var group: String
  var format: AccessLogFormat
}

extension GatewaySession {
  /// The stages that a key opens: those whose access log can be read, and, for the others, why not.
  func loggedStages(
    of key: KeyID, lane: Lane
  ) async throws -> (readable: [LoggedStage], blind: [String]) {
    let plans = try await plansOfKey(key, lane: lane)
    var readable: [LoggedStage] = []
    var blind: [String] = []
    var records: [String: [StageRecord]] = [:]
    var seen: Set<StageReference> = []
    for stage in plans.flatMap(\.apiStages) where seen.insert(stage.reference).inserted {
      let api = stage.reference.apiId
      if records[api] == nil {
        records[api] = try await self.api.getStages(api: api, lane: lane).value
      }
      let record = records[api]?.first { $0.stageName == stage.reference.stage }
      guard let format = record?.accessLogFormat, let place = record?.accessLogDestination else {
        blind.append("\(stage.label) has no access log")
        continue
      }
      guard let group = Self.logGroup(place) else {
        blind.append("\(stage.label) logs to another place than CloudWatch Logs")
        continue
      }
      guard let format = AccessLogFormat(format) else {
        blind.append(
          "the access log of \(stage.label) lacks $context.identity.apiKeyId or $context.status")
        continue
      }
      readable.append(LoggedStage(label: stage.label, group: group, format: format))
    }
    return (readable, blind)
  }

  /// The group's name in `arn:aws:logs:REGION:ACCOUNT:log-group:NAME`, with or without `:*`.
  static func logGroup(_ arn: String) -> String? {
    let parts = arn.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count >= 7, parts[2] == "logs", parts[5] == "log-group", !parts[6].isEmpty
    else { return nil }
    return String(parts[6])
  }

  /// Lines of a stage's log that match a pattern, newest pages left out when there are very many.
  func lines(
    of stage: LoggedStage, from: Date, to: Date, pattern: String?, limit: Int = 10_000
  ) async throws -> [(at: Date, line: AccessLogLine)] {
    let logs = CloudWatchLogs(client: client)
    var found: [(at: Date, line: AccessLogLine)] = []
    var position: String?
    var pages = 0
    repeat {
      let page = try await logs.filterLogEvents(
        group: stage.group, from: from, to: to, pattern: pattern, position: position, limit: limit,
        lane: .interactive
      ).value
      found += page.items.compactMap { event in
        stage.format.read(event.message).map { (event.timestamp, $0) }
      }
      position = page.position
      pages += 1
    } while position != nil && pages < 20 && found.count < limit
    return found
  }
}

extension RevokeRun {
  /// Seconds between two looks at the logs.
  private static let lookInterval = 5.0
  /// Seconds beyond the silence that is waited for: the change spreads in up to two minutes.
  private static let logPatience = 180.0

  /// Watches the access logs of all stages that a key opens until they have been silent for long
  /// enough, or until it is clear that they prove nothing.
  func watch(
    _ match: LeakMatch, silentFor seconds: Double, disabledAt: Date
  ) async throws -> RevokeOutcome.Proof {
    let stages: [LoggedStage]
    let home: GatewaySession
    do {
      home = try await session.session(for: match)
      let found = try await home.loggedStages(of: match.key.id, lane: .interactive)
      guard found.blind.isEmpty else {
        note(
          "Cannot prove from access logs: \(found.blind.joined(separator: "; ")).", about: .proof)
        return .none
      }
      guard !found.readable.isEmpty else {
        note(
          "Cannot prove from access logs: the key opens no API stage.", about: .proof)
        return .none
      }
      stages = found.readable
    } catch let error where !(error is CancellationError) {
      note(
        "Cannot prove from access logs: \(reason(error))", about: .proof)
      return .none
    }
    return try await watch(stages, match.key.id.wire, home, silentFor: seconds, since: disabledAt)
  }

  private func watch(
    _ stages: [LoggedStage], _ key: String, _ home: GatewaySession, silentFor seconds: Double,
    since disabledAt: Date
  ) async throws -> RevokeOutcome.Proof {
    var watches = stages.map { SilenceWatch(stage: $0.label, disabledAt: disabledAt) }
    let begun = clock.seconds()
    var isFirst = true
    while true {
      let now = clock.date()
      do {
        for (index, stage) in stages.enumerated() {
          if isFirst {
            watches[index].take(
              try await before(stage, key, home, disabledAt), key: key)
          }
          watches[index].take(
            try await home.lines(
              of: stage, from: disabledAt, to: now + 60, pattern: Self.pattern(key)), key: key)
          if !watches[index].isAlive {
            watches[index].take(
              try await home.lines(
                of: stage, from: disabledAt, to: now + 60, pattern: nil, limit: 50), key: key)
          }
        }
      } catch let error where !(error is CancellationError) {
        note(
          "Cannot prove from access logs: \(reason(error))", about: .proof)
        return .none
      }
      isFirst = false
      let silence = watches.map { $0.silence(at: now) }.min() ?? 0
      tell(.silence(lastAccepted: watches.compactMap(\.lastAccepted).max(), seconds: silence))
      if SilenceWatch.isProven(watches, after: seconds, at: now) {
        let words = Self.proven(watches, silence: silence)
        tally.note("\(words.prefix(1).uppercased())\(words.dropFirst()).", about: .proof)
        tally.add(words, at: now)
        return .logs
      }
      guard clock.seconds() - begun < seconds + Self.logPatience else {
        note(Self.unproven(watches, silentFor: seconds, at: now), about: .proof)
        return .none
      }
      let isDead = silence >= seconds
      // A log in which nothing moves is looked at a while longer: lines come late.
      try await clock.sleep(isDead ? Self.lookInterval * 2 : Self.lookInterval)
    }
  }

  /// Lines of the key from before: of the last two minutes, or of the last day when there are none.
  private func before(
    _ stage: LoggedStage, _ key: String, _ home: GatewaySession, _ disabledAt: Date
  ) async throws -> [(at: Date, line: AccessLogLine)] {
    for span in [120.0, 3_600, 86_400] {
      let lines = try await home.lines(
        of: stage, from: disabledAt - span, to: disabledAt, pattern: Self.pattern(key))
      if !lines.isEmpty { return lines }
    }
    return []
  }

  /// A filter pattern for lines that have a text in them.
  private static func pattern(_ key: String) -> String { "\"\(key)\"" }

  private static func proven(_ watches: [SilenceWatch], silence: Double) -> String {
    let stages = watches.map(\.stage).joined(separator: ", ")
    let last =
      watches.compactMap(\.lastAccepted).max().map { "the last was let in at \($0.iso8601)" }
      ?? "none was let in during the day before"
    return
      "the access logs of \(stages) have no request with the key for \(Int(silence)) s; \(last)"
  }

  private static func unproven(
    _ watches: [SilenceWatch], silentFor seconds: Double, at now: Date
  ) -> String {
    let dead = watches.filter { !$0.isAlive }.map(\.stage)
    guard dead.isEmpty else {
      return
        "Cannot prove from access logs: nothing at all came from \(dead.joined(separator: ", "))"
        + ", and the silence of a log that may be dead proves nothing."
    }
    let loud = watches.filter { $0.silence(at: now) < seconds }.map(\.stage)
    return "Not proven by access logs: the key was still let in at \(loud.joined(separator: ", "))."
  }

  /// What went wrong, as a sentence.
  func reason(_ error: any Error) -> String {
    (session.translate(error) as? GatewayError)?.message ?? "It was cancelled."
  }
}
