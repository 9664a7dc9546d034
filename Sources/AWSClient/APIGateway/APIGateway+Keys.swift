package import SigV4

// API keys.
extension APIGateway {
  /// A page of keys, newest first; with `includeValues` the answer holds their values.
  package func getAPIKeys(
    position: String? = nil, limit: Int = 500, name: String? = nil, customerId: String? = nil,
    includeValues: Bool = false, lane: Lane
  ) async throws -> Answer<Page<APIKeyRecord>> {
    try await get(
      "GetApiKeys", ["apikeys"],
      query: [
        ("position", position), ("limit", Self.limit(limit)), ("name", name),
        ("customerId", customerId), ("includeValues", includeValues ? "true" : nil),
      ], hasSecretAnswer: includeValues, lane: lane
    ) { reader throws(JSONFailure) in
      try reader.page { reader throws(JSONFailure) in try APIKeyRecord(&reader) }
    }
  }

  /// One key; with `includeValue` the answer holds its value.
  package func getAPIKey(
    _ id: String, includeValue: Bool = false, lane: Lane
  ) async throws -> Answer<APIKeyRecord> {
    try await get(
      "GetApiKey", ["apikeys", id], query: [("includeValue", includeValue ? "true" : nil)],
      hasSecretAnswer: includeValue, lane: lane
    ) { reader throws(JSONFailure) in try APIKeyRecord(&reader) }
  }

  /// Makes a key. Never sent twice when the first may have been applied: then the error says so.
  package func createAPIKey(
    _ input: CreateAPIKeyInput, lane: Lane
  ) async throws -> Answer<APIKeyRecord> {
    var members: [(String, JSONText)] = []
    if let name = input.name { members.append(("name", .string(name))) }
    if let text = input.description { members.append(("description", .string(text))) }
    // Without this the service makes keys that are disabled.
    members.append(("enabled", .bool(input.enabled)))
    if let value = input.value { members.append(("value", .secret(value))) }
    if let customerId = input.customerId { members.append(("customerId", .string(customerId))) }
    if !input.tags.isEmpty { members.append(("tags", .map(input.tags))) }
    let cli = AWSCommandLine("apigateway", "create-api-key")
      .with("--name", input.name).with("--description", input.description)
      .with(input.enabled ? "--enabled" : "--no-enabled")
      .with("--value", input.value?.description).with("--customer-id", input.customerId)
      .with("--tags", map: input.tags)
      .orWhole(.object(members), values: [input.name, input.description, input.customerId])
    let request = Self.changing(
      "CreateApiKey", "POST", ["apikeys"], json: .object(members), hasSecretBody: true,
      hasSecretAnswer: true, repetition: .onlyIfNotApplied, cli: cli)
    let now = client.now
    return try await change(
      request, lane: lane,
      planned: {
        APIKeyRecord(
          id: "{newKeyId}", value: input.value, name: input.name, customerId: input.customerId,
          description: input.description, enabled: input.enabled, createdDate: now,
          lastUpdatedDate: now, tags: input.tags)
      }
    ) { reader throws(JSONFailure) in try APIKeyRecord(&reader) }
  }

  /// Makes keys from a CSV, which holds values and is secret as a whole.
  package func importAPIKeys(
    csv: SecretValue, failOnWarnings: Bool, lane: Lane
  ) async throws -> Answer<ImportRecord> {
    let cli = AWSCommandLine("apigateway", "import-api-keys")
      .with("--body", "file://keys.csv").with("--format", "csv")
      .with(failOnWarnings ? "--fail-on-warnings" : "--no-fail-on-warnings")
    let request = AWSRequest(
      .apiGateway, "ImportApiKeys", "POST", ["apikeys"],
      query: [
        ("mode", "import"), ("format", "csv"),
        ("failonwarnings", failOnWarnings ? "true" : "false"),
      ], headers: [.init("Content-Type", "text/csv")], body: Array(csv.exposeSecret().utf8),
      shownBody: "\"\(csv)\"", isMutating: true, hasSecretBody: true, awsCli: cli.text,
      repetition: .onlyIfNotApplied)
    return try await change(
      request, lane: lane, planned: { ImportRecord(ids: [], warnings: []) }
    ) { reader throws(JSONFailure) in try ImportRecord(&reader) }
  }

  /// Changes a key; the paths that can be replaced are name, description, enabled and customerId.
  package func updateAPIKey(
    _ id: String, patch: [PatchOperation], lane: Lane
  ) async throws -> Answer<APIKeyRecord> {
    let cli = AWSCommandLine("apigateway", "update-api-key")
      .with("--api-key", KeyIdMask.shown(id)).with("--patch-operations", patch: patch)
    let request = Self.changing(
      "UpdateApiKey", "PATCH", ["apikeys", id], json: .patchBody(patch),
      repetition: Self.repetition(of: patch), cli: cli)
    return try await change(
      request, lane: lane,
      planned: {
        let present =
          Self.isPlaceholder(id)
          ? APIKeyRecord(id: id) : try await getAPIKey(id, lane: lane).value
        return present.patched(patch)
      }
    ) { reader throws(JSONFailure) in try APIKeyRecord(&reader) }
  }

  /// Deletes a key, which takes it out of its plans.
  package func deleteAPIKey(_ id: String, lane: Lane) async throws -> Answer<Void> {
    let cli = AWSCommandLine("apigateway", "delete-api-key").with(
      "--api-key", KeyIdMask.shown(id))
    return try await change(
      Self.changing(
        "DeleteApiKey", "DELETE", ["apikeys", id], repetition: .deleting, cli: cli), lane: lane)
  }
}

extension APIKeyRecord {
  /// The record with a patch laid over it, for dry runs.
  func patched(_ patch: [PatchOperation]) -> APIKeyRecord {
    var record = self
    for operation in patch where operation.op == "replace" {
      switch operation.path {
      case "/name": record.name = operation.value
      case "/description": record.description = operation.value
      case "/customerId": record.customerId = operation.value
      // The service takes any other word for false.
      case "/enabled": record.enabled = operation.value == "true"
      default: break
      }
    }
    return record
  }
}
