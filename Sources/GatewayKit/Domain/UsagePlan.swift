/// Limits on requests, per key (best effort, says AWS).
package struct Throttle: Hashable, Sendable {
  /// Requests a second.
  package var rateLimit: Double?
  /// Requests at once.
  package var burstLimit: Int?

  /// Makes a throttle.
  package init(rateLimit: Double?, burstLimit: Int?) {
    self.rateLimit = rateLimit
    self.burstLimit = burstLimit
  }
}

/// The span that a quota counts over. Days are UTC.
package enum QuotaPeriod: String, Hashable, Sendable, CaseIterable {
  /// A UTC day.
  case day = "DAY"
  /// A week.
  case week = "WEEK"
  /// A calendar month.
  case month = "MONTH"
}

/// How many requests each key may send in a period.
package struct Quota: Hashable, Sendable {
  /// Requests per period, per key.
  package var limit: Int
  /// By which day of the week or month the period is shifted (most sources), never "requests".
  package var offset: Int
  /// The span.
  package var period: QuotaPeriod

  /// Makes a quota.
  package init(limit: Int, offset: Int = 0, period: QuotaPeriod) {
    self.limit = limit
    self.offset = offset
    self.period = period
  }
}

/// An API stage that a plan opens.
package struct PlanStage: Hashable, Sendable {
  /// The REST API and stage.
  package var reference: StageReference
  /// The API's name, when it is known.
  package var apiName: String?
  /// Limits per method: `/path/METHOD` to its throttle.
  package var throttle: [String: Throttle]

  /// Makes a stage.
  package init(
    reference: StageReference, apiName: String? = nil, throttle: [String: Throttle] = [:]
  ) {
    self.reference = reference
    self.apiName = apiName
    self.throttle = throttle
  }

  /// `orders-api/prod`, or with the id where the name is not known.
  package var label: String { "\(apiName ?? reference.apiId)/\(reference.stage)" }
}

/// A usage plan.
package struct UsagePlan: Hashable, Sendable, Identifiable {
  /// The id.
  package var id: PlanID
  /// The name; empty when it has none.
  package var name: String
  /// The description.
  package var description: String?
  /// Limits of each key; nil is unlimited.
  package var throttle: Throttle?
  /// Quota of each key; nil is unlimited.
  package var quota: Quota?
  /// The API stages it opens.
  package var apiStages: [PlanStage]
  /// Tags; lists do not carry them.
  package var tags: [String: String]
  /// Number of keys; nil when nobody asked.
  package var keyCount: Int?
  /// The AWS Marketplace product code.
  package var productCode: String?
  /// Where it lives.
  package var context: GatewayContext

  /// Makes a plan.
  package init(
    id: PlanID, name: String, description: String? = nil, throttle: Throttle? = nil,
    quota: Quota? = nil, apiStages: [PlanStage] = [], tags: [String: String] = [:],
    keyCount: Int? = nil, productCode: String? = nil, context: GatewayContext
  ) {
    self.id = id
    self.name = name
    self.description = description
    self.throttle = throttle
    self.quota = quota
    self.apiStages = apiStages
    self.tags = tags
    self.keyCount = keyCount
    self.productCode = productCode
    self.context = context
  }

  /// The name, or the id where there is no name.
  package var label: String { name.isEmpty ? id.wire : name }
  /// Id and name.
  package var reference: PlanReference { PlanReference(id: id, name: label) }
}

/// A member of a plan.
package struct PlanMember: Hashable, Sendable {
  /// The key's id.
  package var id: KeyID
  /// The key's name; empty when it has none.
  package var name: String

  /// Makes a member.
  package init(id: KeyID, name: String) {
    self.id = id
    self.name = name
  }
}

/// A REST API with its stages.
package struct RestAPI: Hashable, Sendable, Identifiable {
  /// The id.
  package var id: String
  /// The name; not unique.
  package var name: String
  /// The description.
  package var description: String?
  /// Names of its stages.
  package var stages: [String]
  /// Where it lives.
  package var context: GatewayContext
  /// Its place among the contexts of the process.
  package var home = Home.first

  /// Makes an API.
  package init(
    id: String, name: String, description: String? = nil, stages: [String] = [],
    context: GatewayContext
  ) {
    self.id = id
    self.name = name
    self.description = description
    self.stages = stages
    self.context = context
  }
}
