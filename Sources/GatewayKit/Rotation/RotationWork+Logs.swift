import AWSClient
import Foundation

extension RotationWork {
  /// Pages of one log group that are read at most; with more lines than that nothing is silent.
  private static let mostPages = 10

  /// What access logs tell of both keys; nil when they cannot tell all: a stage without a log, a
  /// format without the key's id, a log that may not be read. The days of GetUsage decide then.
  func logs() async throws -> RotationUse.Logs? {
    guard record.terms.quiet > 0, let old = scene.old, old.id.wire == old.id.shown,
      let new = scene.new, new.id.wire == new.id.shown
    else { return nil }
    let stages = Set((scene.oldPlans + scene.newPlans).flatMap { $0.apiStages.map(\.reference) })
    guard !stages.isEmpty else { return nil }
    do {
      guard let groups = try await logGroups(of: stages) else { return nil }
      let now = run.now
      var logs = RotationUse.Logs(since: now - record.terms.quiet)
      for group in groups.sorted() {
        let oldLast = try await lines(of: old.id, in: group, from: logs.since).last?.at
        logs.oldLastAt = [logs.oldLastAt, oldLast].compactMap(\.self).max()
        guard record.body.newSeenAt == nil else { continue }
        let newFirst = try await lines(of: new.id, in: group, from: logs.since)
          .first { $0.isAccepted }?.at
        logs.newFirstAt = [logs.newFirstAt, newFirst].compactMap(\.self).min()
      }
      return logs
    } catch is AWSError {
      return nil
    }
  }

  /// The log groups of all stages; nil when one has none, or one that does not name the key.
  private func logGroups(of stages: Set<StageReference>) async throws -> Set<String>? {
    var groups: Set<String> = []
    for api in Set(stages.map(\.apiId)).sorted() {
      let records = try await run.session.api.getStages(api: api, lane: run.lane).value
      for stage in stages where stage.apiId == api {
        guard let record = records.first(where: { $0.stageName == stage.stage }),
          let format = record.accessLogFormat,
          format.contains("$context.identity.apiKeyId"),
          let destination = record.accessLogDestination,
          let name = destination.split(separator: ":log-group:", maxSplits: 1).last,
          destination.contains(":log-group:")
        else { return nil }
        groups.insert(name.hasSuffix(":*") ? String(name.dropLast(2)) : String(name))
      }
    }
    return groups
  }

  /// The lines that name a key, oldest first. Their text goes no further, since it may hold values.
  private func lines(
    of key: KeyID, in group: String, from start: Date
  ) async throws -> [(at: Date, isAccepted: Bool)] {
    let client = CloudWatchLogs(client: run.session.client)
    var found: [(at: Date, isAccepted: Bool)] = []
    var position: String?
    var pages = 0
    repeat {
      let page = try await client.filterLogEvents(
        group: group, from: start, pattern: "\"\(key.wire)\"", position: position, lane: run.lane
      ).value
      found += page.items.map { ($0.timestamp, Self.isAccepted($0.message)) }
      position = page.position
      pages += 1
      if pages == Self.mostPages, position != nil { found.append((run.now, false)) }
    } while position != nil && pages < Self.mostPages
    return found.sorted { $0.at < $1.at }
  }

  /// Whether a line of a log says that the request was let in. A format that is no JSON, or has no
  /// status, does not say so.
  static func isAccepted(_ line: String) -> Bool {
    struct Line: Decodable {
      var status: String
    }
    // A line that is something else is no proof of anything.
    guard let line = try? JSONDecoder().decode(Line.self, from: Data(line.utf8)),
      let status = Int(line.status)
    else { return false }
    return (100..<600).contains(status) && status != 403 && status != 429
  }
}
