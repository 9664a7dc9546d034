import AWSClient
import Foundation

extension GatewaySession {
  /// Usage of a plan or of one key in it, keys without any usage included.
  func usage(_ request: UsageRequest, lane: Lane) async throws -> [KeyUsage] {
    try Self.check(request)
    let now = clock.date()
    let first = UsageReading.firstDay(for: request, today: CalendarDay(now))
    async let members = usageMembers(request, lane: lane)
    let (series, fetchedAt) = try await series(request, from: first, lane: lane)
    let reading = UsageReading(
      plan: request.plan, series: series.values, shown: request.from...request.to, now: now)
    var rows: [KeyUsage] = []
    var known: Set<String> = []
    for member in try await members {
      known.insert(member.id.wire)
      rows.append(
        reading.usage(
          of: member.id, name: member.name, days: series[member.id.wire] ?? [],
          fetchedAt: fetchedAt))
    }
    // Keys that have left the plan since still have a history there.
    for (id, days) in series.sorted(by: { $0.key < $1.key }) where !known.contains(id) {
      rows.append(reading.usage(of: KeyID(id), name: "", days: days, fetchedAt: fetchedAt))
    }
    return rows
  }

  private static func check(_ request: UsageRequest) throws {
    guard request.from <= request.to else {
      throw GatewayError(
        kind: .usage, code: "BadDates",
        message: "The first day, \(request.from), lies after the last one, \(request.to).",
        advice: "Give the earlier day as the first one.")
    }
    let span = request.to.number - request.from.number
    guard span <= UsageRequest.longestSpan else {
      throw GatewayError(
        kind: .usage, code: "TooManyDays",
        message:
          "From \(request.from) to \(request.to) it is \(span) days; API Gateway answers for "
          + "\(UsageRequest.longestSpan) at most.",
        advice: "Ask for a shorter span.")
    }
  }

  /// All pages of GetUsage, dated, by key id.
  private func series(
    _ request: UsageRequest, from first: CalendarDay, lane: Lane
  ) async throws -> (days: [String: [UsageDay]], fetchedAt: Date) {
    var pages: [UsageRecord] = []
    var fetchedAt = clock.date()
    var position: String?
    repeat {
      let answer = try await api.getUsage(
        plan: request.plan.id.wire, startDate: first.description,
        endDate: request.to.description, key: request.key?.wire, position: position, lane: lane)
      pages.append(answer.value)
      fetchedAt = answer.receivedAt
      position = answer.value.position
    } while position != nil
    return (UsageSeries.merge(pages, from: first), fetchedAt)
  }

  /// The keys that must appear in the answer: GetUsage leaves those without usage out.
  private func usageMembers(_ request: UsageRequest, lane: Lane) async throws -> [PlanMember] {
    guard let key = request.key else {
      // Without them, keys are shown by their ids, and those without usage not at all.
      return try await denials.optional(.readPlanKeys) {
        try await members(request.plan.id, lane: lane)
      } ?? []
    }
    do {
      return try await denials.optional(.readPlanKeys) {
        let record = try await api.getUsagePlanKey(
          plan: request.plan.id.wire, key: key.wire, lane: lane
        ).value
        index.warm([record], at: place)
        return [PlanMember(id: key, name: record.name ?? "")]
      } ?? []
    } catch let error as AWSError where error.kind == .service && error.status == 404 {
      return []
    }
  }
}
