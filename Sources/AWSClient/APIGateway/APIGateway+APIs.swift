// The account, REST APIs, their stages, resources and methods; all of it read only.
extension APIGateway {
  /// The account's settings in the region.
  package func getAccount(lane: Lane) async throws -> Answer<AccountRecord> {
    try await get("GetAccount", ["account"], lane: lane) { reader throws(JSONFailure) in
      try AccountRecord(&reader)
    }
  }

  /// A page of REST APIs.
  package func getRestAPIs(
    position: String? = nil, limit: Int = 500, lane: Lane
  ) async throws -> Answer<Page<RestAPIRecord>> {
    try await get(
      "GetRestApis", ["restapis"],
      query: [("position", position), ("limit", Self.limit(limit))], lane: lane
    ) { reader throws(JSONFailure) in
      try reader.page { reader throws(JSONFailure) in try RestAPIRecord(&reader) }
    }
  }

  /// One REST API.
  package func getRestAPI(_ id: String, lane: Lane) async throws -> Answer<RestAPIRecord> {
    try await get("GetRestApi", ["restapis", id], lane: lane) { reader throws(JSONFailure) in
      try RestAPIRecord(&reader)
    }
  }

  /// All stages of an API; the service does not page them.
  package func getStages(api: String, lane: Lane) async throws -> Answer<[StageRecord]> {
    try await get("GetStages", ["restapis", api, "stages"], lane: lane) {
      reader throws(JSONFailure) in
      try reader.page { reader throws(JSONFailure) in try StageRecord(&reader) }.items
    }
  }

  /// One stage.
  package func getStage(
    api: String, stage: String, lane: Lane
  ) async throws -> Answer<StageRecord> {
    try await get("GetStage", ["restapis", api, "stages", stage], lane: lane) {
      reader throws(JSONFailure) in try StageRecord(&reader)
    }
  }

  /// A page of an API's resources with their methods; the service allows five of these in 2 s.
  package func getResources(
    api: String, position: String? = nil, limit: Int = 500, lane: Lane
  ) async throws -> Answer<Page<ResourceRecord>> {
    try await get(
      "GetResources", ["restapis", api, "resources"],
      query: [("embed", "methods"), ("position", position), ("limit", Self.limit(limit))],
      lane: lane
    ) { reader throws(JSONFailure) in
      try reader.page { reader throws(JSONFailure) in try ResourceRecord(&reader) }
    }
  }

  /// One method of a resource.
  package func getMethod(
    api: String, resource: String, verb: String, lane: Lane
  ) async throws -> Answer<ResourceRecord.Method> {
    try await get(
      "GetMethod", ["restapis", api, "resources", resource, "methods", verb], lane: lane
    ) { reader throws(JSONFailure) in try ResourceRecord.Method(&reader, verb: verb) }
  }
}
