// Usage plans.
extension APIGateway {
  /// A page of plans, newest first; with `keyId` those that the key is in.
  package func getUsagePlans(
    position: String? = nil, limit: Int = 500, keyId: String? = nil, lane: Lane
  ) async throws -> Answer<Page<UsagePlanRecord>> {
    try await get(
      "GetUsagePlans", ["usageplans"],
      query: [("position", position), ("keyId", keyId), ("limit", Self.limit(limit))], lane: lane
    ) { reader throws(JSONFailure) in
      try reader.page { reader throws(JSONFailure) in try UsagePlanRecord(&reader) }
    }
  }

  /// One plan with its tags.
  package func getUsagePlan(_ id: String, lane: Lane) async throws -> Answer<UsagePlanRecord> {
    try await get("GetUsagePlan", ["usageplans", id], lane: lane) { reader throws(JSONFailure) in
      try UsagePlanRecord(&reader)
    }
  }

  /// Makes a plan. Never sent twice when the first may have been applied: then the error says so.
  package func createUsagePlan(
    _ input: CreateUsagePlanInput, lane: Lane
  ) async throws -> Answer<UsagePlanRecord> {
    var members: [(String, JSONText)] = [("name", .string(input.name))]
    if let text = input.description { members.append(("description", .string(text))) }
    if !input.apiStages.isEmpty { members.append(("apiStages", .stages(input.apiStages))) }
    let throttle = JSONText.throttle(input.throttle)
    if let throttle { members.append(("throttle", throttle)) }
    if let quota = input.quota { members.append(("quota", .quota(quota))) }
    if !input.tags.isEmpty { members.append(("tags", .map(input.tags))) }
    let request = Self.changing(
      "CreateUsagePlan", "POST", ["usageplans"], json: .object(members),
      repetition: .onlyIfNotApplied,
      cli: Self.createLine(input)
        .orWhole(.object(members), values: [input.name, input.description]))
    return try await change(
      request, lane: lane,
      planned: {
        UsagePlanRecord(
          id: "{newPlanId}", name: input.name, description: input.description,
          apiStages: input.apiStages, throttle: throttle == nil ? nil : input.throttle,
          quota: input.quota, tags: input.tags)
      }
    ) { reader throws(JSONFailure) in try UsagePlanRecord(&reader) }
  }

  /// Waits for the pacer's slot (1 per 20 s per account); the wait is announced through `onWait`
  /// with seconds.
  package func updateUsagePlan(
    _ id: String, patch: [PatchOperation], lane: Lane,
    onWait: @escaping @Sendable (Double) -> Void = { _ in }
  ) async throws -> Answer<UsagePlanRecord> {
    let cli = AWSCommandLine("apigateway", "update-usage-plan")
      .with("--usage-plan-id", id).with("--patch-operations", patch: patch)
    let request = Self.changing(
      "UpdateUsagePlan", "PATCH", ["usageplans", id], json: .patchBody(patch),
      repetition: Self.repetition(of: patch), cli: cli)
    return try await change(
      request, lane: lane, onWait: onWait,
      planned: {
        let present =
          Self.isPlaceholder(id)
          ? UsagePlanRecord(id: id) : try await getUsagePlan(id, lane: lane).value
        return present.patched(patch)
      }
    ) { reader throws(JSONFailure) in try UsagePlanRecord(&reader) }
  }

  /// Deletes a plan, which the service refuses while it has stages.
  package func deleteUsagePlan(_ id: String, lane: Lane) async throws -> Answer<Void> {
    let cli = AWSCommandLine("apigateway", "delete-usage-plan").with("--usage-plan-id", id)
    return try await change(
      Self.changing(
        "DeleteUsagePlan", "DELETE", ["usageplans", id], repetition: .deleting, cli: cli),
      lane: lane)
  }

  private static func createLine(_ input: CreateUsagePlanInput) -> AWSCommandLine {
    var line = AWSCommandLine("apigateway", "create-usage-plan")
      .with("--name", input.name).with("--description", input.description)
    if !input.apiStages.isEmpty {
      line = line.with("--api-stages", JSONText.stages(input.apiStages).masked)
    }
    let throttle = [
      input.throttle?.rateLimit.map { "rateLimit=" + JSONText.plain($0) },
      input.throttle?.burstLimit.map { "burstLimit=\($0)" },
    ].compactMap { $0 }
    if !throttle.isEmpty { line = line.with("--throttle", throttle.joined(separator: ",")) }
    if let quota = input.quota {
      line = line.with(
        "--quota", "limit=\(quota.limit),offset=\(quota.offset),period=\(quota.period)")
    }
    return line.with("--tags", map: input.tags)
  }
}
