/// What CreateUsagePlan takes.
package struct CreateUsagePlanInput: Sendable, Equatable {
  /// The name.
  package var name: String
  /// The description.
  package var description: String?
  /// The API stages.
  package var apiStages: [APIStageRecord]
  /// The limits of each key.
  package var throttle: ThrottleRecord?
  /// The quota of each key.
  package var quota: QuotaRecord?
  /// Tags.
  package var tags: [String: String]

  /// Makes an input.
  package init(
    name: String, description: String? = nil, apiStages: [APIStageRecord] = [],
    throttle: ThrottleRecord? = nil, quota: QuotaRecord? = nil, tags: [String: String] = [:]
  ) {
    self.name = name
    self.description = description
    self.apiStages = apiStages
    self.throttle = throttle
    self.quota = quota
    self.tags = tags
  }
}
