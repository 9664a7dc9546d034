/// A usage plan as the service returns it.
package struct UsagePlanRecord: Sendable, Equatable {
  /// The id.
  package var id: String
  /// The name.
  package var name: String?
  /// The description.
  package var description: String?
  /// The API stages.
  package var apiStages: [APIStageRecord]
  /// The limits of each key; nil means unlimited.
  package var throttle: ThrottleRecord?
  /// The quota of each key; nil means unlimited.
  package var quota: QuotaRecord?
  /// The AWS Marketplace product code.
  package var productCode: String?
  /// Tags; lists do not carry them.
  package var tags: [String: String]

  /// Makes a record.
  package init(
    id: String, name: String? = nil, description: String? = nil, apiStages: [APIStageRecord] = [],
    throttle: ThrottleRecord? = nil, quota: QuotaRecord? = nil, productCode: String? = nil,
    tags: [String: String] = [:]
  ) {
    self.id = id
    self.name = name
    self.description = description
    self.apiStages = apiStages
    self.throttle = throttle
    self.quota = quota
    self.productCode = productCode
    self.tags = tags
  }
}
