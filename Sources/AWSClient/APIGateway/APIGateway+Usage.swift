import Foundation

// Usage.
extension APIGateway {
  /// A page of a plan's usage by key and day; `startDate` and `endDate` are `YYYY-MM-DD`, inclusive,
  /// at most 90 days apart.
  package func getUsage(
    plan: String, startDate: String, endDate: String, key: String? = nil, position: String? = nil,
    limit: Int = 500, lane: Lane
  ) async throws -> Answer<UsageRecord> {
    try await get(
      "GetUsage", ["usageplans", plan, "usage"],
      query: [
        ("startDate", startDate), ("endDate", endDate), ("keyId", key), ("position", position),
        ("limit", Self.limit(limit)),
      ], lane: lane
    ) { reader throws(JSONFailure) in try UsageRecord(&reader) }
  }

  /// Sets what a key has left in the current period.
  package func updateUsage(
    plan: String, key: String, remaining: Int, lane: Lane
  ) async throws -> Answer<UsageRecord> {
    let patch = [PatchOperation(op: "replace", path: "/remaining", value: String(remaining))]
    let cli = AWSCommandLine("apigateway", "update-usage")
      .with("--usage-plan-id", plan).with("--key-id", KeyIdMask.shown(key))
      .with("--patch-operations", patch: patch)
    let request = Self.changing(
      "UpdateUsage", "PATCH", ["usageplans", plan, "keys", key, "usage"], json: .patchBody(patch),
      repetition: .repeatable, cli: cli)
    let today = String(client.now.formatted(.iso8601.year().month().day()))
    return try await change(
      request, lane: lane,
      planned: {
        let hasHistory = !Self.isPlaceholder(plan) && !Self.isPlaceholder(key)
        var record =
          hasHistory
          ? try await getUsage(plan: plan, startDate: today, endDate: today, key: key, lane: lane)
            .value
          : UsageRecord(usagePlanId: plan, startDate: today, endDate: today, items: [:])
        let used = record.items[key]?.last?.used ?? 0
        record.items[key] = [UsageRecord.Day(used: used, remaining: remaining)]
        return record
      }
    ) { reader throws(JSONFailure) in try UsageRecord(&reader) }
  }
}
