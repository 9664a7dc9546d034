import SigV4

// The keys of usage plans. Every answer holds values, whether wanted or not.
extension APIGateway {
  /// A page of a plan's keys, newest first. A plan that does not exist has an empty page.
  package func getUsagePlanKeys(
    plan: String, position: String? = nil, limit: Int = 500, name: String? = nil, lane: Lane
  ) async throws -> Answer<Page<UsagePlanKeyRecord>> {
    try await get(
      "GetUsagePlanKeys", ["usageplans", plan, "keys"],
      query: [("position", position), ("limit", Self.limit(limit)), ("name", name)],
      hasSecretAnswer: true, lane: lane
    ) { reader throws(JSONFailure) in
      try reader.page { reader throws(JSONFailure) in try UsagePlanKeyRecord(&reader) }
    }
  }

  /// One key of a plan.
  package func getUsagePlanKey(
    plan: String, key: String, lane: Lane
  ) async throws -> Answer<UsagePlanKeyRecord> {
    try await get(
      "GetUsagePlanKey", ["usageplans", plan, "keys", key], hasSecretAnswer: true, lane: lane
    ) { reader throws(JSONFailure) in try UsagePlanKeyRecord(&reader) }
  }

  /// Puts a key into a plan. Never sent twice when the first may have been applied.
  package func createUsagePlanKey(
    plan: String, key: String, lane: Lane
  ) async throws -> Answer<UsagePlanKeyRecord> {
    let cli = AWSCommandLine("apigateway", "create-usage-plan-key")
      .with("--usage-plan-id", plan).with("--key-id", KeyIdMask.shown(key))
      .with("--key-type", "API_KEY")
    // An id that may be a value is masked in the body too.
    let id: JSONText = KeyIdMask.shown(key) == key ? .string(key) : .secret(.init(key))
    let request = Self.changing(
      "CreateUsagePlanKey", "POST", ["usageplans", plan, "keys"],
      json: .object([("keyId", id), ("keyType", .string("API_KEY"))]), hasSecretAnswer: true,
      repetition: .onlyIfNotApplied, cli: cli)
    return try await change(
      request, lane: lane, planned: { UsagePlanKeyRecord(id: key) }
    ) { reader throws(JSONFailure) in try UsagePlanKeyRecord(&reader) }
  }

  /// Takes a key out of a plan.
  package func deleteUsagePlanKey(
    plan: String, key: String, lane: Lane
  ) async throws -> Answer<Void> {
    let cli = AWSCommandLine("apigateway", "delete-usage-plan-key")
      .with("--usage-plan-id", plan).with("--key-id", KeyIdMask.shown(key))
    return try await change(
      Self.changing(
        "DeleteUsagePlanKey", "DELETE", ["usageplans", plan, "keys", key], repetition: .deleting,
        cli: cli), lane: lane)
  }
}
