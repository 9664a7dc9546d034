// INTERFACE STUB. The operations of API Gateway that tollgate uses, as GatewayKit calls them.
package import SigV4

/// The control plane of API Gateway's REST APIs, one method per operation.
///
/// Every method throws ``AWSError``. Changing operations of a read-only client throw before anything
/// is sent; those of a dry-run client record a ``PlannedRequest`` and return a plausible record made
/// from the input (the id of a thing that would be created is `{newKeyId}` or `{newPlanId}`).
package struct APIGateway: Sendable {
  let client: AWSClient

  /// Uses a client.
  package init(client: AWSClient) { self.client = client }

  package func getAPIKeys(
    position: String? = nil, limit: Int = 500, name: String? = nil, customerId: String? = nil,
    includeValues: Bool = false, lane: Lane
  ) async throws -> Answer<Page<APIKeyRecord>> { fatalError() }
  package func getAPIKey(
    _ id: String, includeValue: Bool = false, lane: Lane
  ) async throws -> Answer<APIKeyRecord> { fatalError() }
  package func createAPIKey(
    _ input: CreateAPIKeyInput, lane: Lane
  ) async throws -> Answer<APIKeyRecord> { fatalError() }
  /// The CSV holds values and is secret as a whole.
  package func importAPIKeys(
    csv: SecretValue, failOnWarnings: Bool, lane: Lane
  ) async throws -> Answer<ImportRecord> { fatalError() }
  package func updateAPIKey(
    _ id: String, patch: [PatchOperation], lane: Lane
  ) async throws -> Answer<APIKeyRecord> { fatalError() }
  package func deleteAPIKey(_ id: String, lane: Lane) async throws -> Answer<Void> { fatalError() }

  package func getUsagePlans(
    position: String? = nil, limit: Int = 500, keyId: String? = nil, lane: Lane
  ) async throws -> Answer<Page<UsagePlanRecord>> { fatalError() }
  package func getUsagePlan(_ id: String, lane: Lane) async throws -> Answer<UsagePlanRecord> {
    fatalError()
  }
  package func createUsagePlan(
    _ input: CreateUsagePlanInput, lane: Lane
  ) async throws -> Answer<UsagePlanRecord> { fatalError() }
  /// Waits for the pacer's slot (1 per 20 s per account); the wait is announced through `onWait` with seconds.
  package func updateUsagePlan(
    _ id: String, patch: [PatchOperation], lane: Lane,
    onWait: @escaping @Sendable (Double) -> Void = { _ in }
  ) async throws -> Answer<UsagePlanRecord> { fatalError() }
  package func deleteUsagePlan(_ id: String, lane: Lane) async throws -> Answer<Void> {
    fatalError()
  }

  package func getUsagePlanKeys(
    plan: String, position: String? = nil, limit: Int = 500, name: String? = nil, lane: Lane
  ) async throws -> Answer<Page<UsagePlanKeyRecord>> { fatalError() }
  package func getUsagePlanKey(
    plan: String, key: String, lane: Lane
  ) async throws -> Answer<UsagePlanKeyRecord> { fatalError() }
  package func createUsagePlanKey(
    plan: String, key: String, lane: Lane
  ) async throws -> Answer<UsagePlanKeyRecord> { fatalError() }
  package func deleteUsagePlanKey(
    plan: String, key: String, lane: Lane
  ) async throws -> Answer<Void> { fatalError() }

  /// `startDate` and `endDate` are `YYYY-MM-DD`, inclusive, at most 90 days apart.
  package func getUsage(
    plan: String, startDate: String, endDate: String, key: String? = nil, position: String? = nil,
    limit: Int = 500, lane: Lane
  ) async throws -> Answer<UsageRecord> { fatalError() }
  package func updateUsage(
    plan: String, key: String, remaining: Int, lane: Lane
  ) async throws -> Answer<UsageRecord> { fatalError() }

  package func tagResource(
    arn: String, tags: [String: String], lane: Lane
  ) async throws -> Answer<Void> { fatalError() }
  package func untagResource(
    arn: String, keys: [String], lane: Lane
  ) async throws -> Answer<Void> { fatalError() }
  package func getTags(arn: String, lane: Lane) async throws -> Answer<[String: String]> {
    fatalError()
  }

  package func getAccount(lane: Lane) async throws -> Answer<AccountRecord> { fatalError() }
  package func getRestAPIs(
    position: String? = nil, limit: Int = 500, lane: Lane
  ) async throws -> Answer<Page<RestAPIRecord>> { fatalError() }
  package func getRestAPI(_ id: String, lane: Lane) async throws -> Answer<RestAPIRecord> {
    fatalError()
  }
  package func getStages(api: String, lane: Lane) async throws -> Answer<[StageRecord]> {
    fatalError()
  }
  package func getStage(
    api: String, stage: String, lane: Lane
  ) async throws -> Answer<StageRecord> { fatalError() }
  package func getResources(
    api: String, position: String? = nil, limit: Int = 500, lane: Lane
  ) async throws -> Answer<Page<ResourceRecord>> { fatalError() }
  package func getMethod(
    api: String, resource: String, verb: String, lane: Lane
  ) async throws -> Answer<ResourceRecord.Method> { fatalError() }
}
