package import SigV4
package import struct Foundation.Date

/// A page of a list, with the token of the next one.
package struct Page<Item: Sendable & Equatable>: Sendable, Equatable {
  /// The items in the service's order (API Gateway: newest first).
  package var items: [Item]
  /// What to pass as `position` for the next page; nil on the last one.
  package var position: String?

  /// Makes a page.
  package init(items: [Item], position: String?) {
    self.items = items
    self.position = position
  }
}

/// An API key as the service returns it.
package struct APIKeyRecord: Sendable, Equatable {
  /// The id; for keys of old it may equal the value.
  package var id: String
  /// The value, present only where it was asked for or the service sends it anyway.
  package var value: SecretValue?
  /// The name; keys need not have one.
  package var name: String?
  /// The customer id given at creation.
  package var customerId: String?
  /// The description.
  package var description: String?
  /// Whether callers may use the key.
  package var enabled: Bool
  /// When it was created.
  package var createdDate: Date?
  /// When it was last changed.
  package var lastUpdatedDate: Date?
  /// Tags; empty when the answer carried none.
  package var tags: [String: String]

  /// Makes a record.
  package init(
    id: String, value: SecretValue? = nil, name: String? = nil, customerId: String? = nil,
    description: String? = nil, enabled: Bool = false, createdDate: Date? = nil,
    lastUpdatedDate: Date? = nil, tags: [String: String] = [:]
  ) {
    self.id = id
    self.value = value
    self.name = name
    self.customerId = customerId
    self.description = description
    self.enabled = enabled
    self.createdDate = createdDate
    self.lastUpdatedDate = lastUpdatedDate
    self.tags = tags
  }
}

/// Rate and burst as the service returns them; either may be missing.
package struct ThrottleRecord: Sendable, Equatable {
  /// Requests a second.
  package var rateLimit: Double?
  /// Requests at once.
  package var burstLimit: Int?

  /// Makes a record.
  package init(rateLimit: Double? = nil, burstLimit: Int? = nil) {
    self.rateLimit = rateLimit
    self.burstLimit = burstLimit
  }
}

/// A quota as the service returns it.
package struct QuotaRecord: Sendable, Equatable {
  /// Requests per period and key.
  package var limit: Int
  /// Day of the week or month on which the period starts, counted from 0.
  package var offset: Int
  /// `DAY`, `WEEK` or `MONTH`.
  package var period: String

  /// Makes a record.
  package init(limit: Int, offset: Int = 0, period: String) {
    self.limit = limit
    self.offset = offset
    self.period = period
  }
}

/// An API stage of a plan.
package struct APIStageRecord: Sendable, Equatable {
  /// The REST API's id.
  package var apiId: String
  /// The stage's name.
  package var stage: String
  /// Limits per method: `/path/METHOD` (root: `//METHOD`) to its throttle.
  package var throttle: [String: ThrottleRecord]

  /// Makes a record.
  package init(apiId: String, stage: String, throttle: [String: ThrottleRecord] = [:]) {
    self.apiId = apiId
    self.stage = stage
    self.throttle = throttle
  }
}

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

/// A key's membership in a plan. The service always sends the value along.
package struct UsagePlanKeyRecord: Sendable, Equatable {
  /// The key's id.
  package var id: String
  /// The key's value.
  package var value: SecretValue?
  /// The key's name.
  package var name: String?

  /// Makes a record.
  package init(id: String, value: SecretValue? = nil, name: String? = nil) {
    self.id = id
    self.value = value
    self.name = name
  }
}

/// A page of GetUsage, or the answer of UpdateUsage.
package struct UsageRecord: Sendable, Equatable {
  /// One day of one key.
  package struct Day: Sendable, Equatable {
    /// Requests counted on the day.
    package var used: Int
    /// What was left of the period's quota at the end of the day; may jump when changed by hand.
    package var remaining: Int

    /// Makes a day.
    package init(used: Int, remaining: Int) {
      self.used = used
      self.remaining = remaining
    }
  }

  /// The plan.
  package var usagePlanId: String
  /// First day, `YYYY-MM-DD`, UTC.
  package var startDate: String
  /// Last day, inclusive.
  package var endDate: String
  /// One entry a day from ``startDate`` on, by key id.
  package var items: [String: [Day]]
  /// Token of the next page.
  package var position: String?

  /// Makes a record.
  package init(
    usagePlanId: String, startDate: String, endDate: String, items: [String: [Day]],
    position: String? = nil
  ) {
    self.usagePlanId = usagePlanId
    self.startDate = startDate
    self.endDate = endDate
    self.items = items
    self.position = position
  }
}

/// What an import made.
package struct ImportRecord: Sendable, Equatable {
  /// Ids of the keys made or overwritten, in file order.
  package var ids: [String]
  /// The service's warnings.
  package var warnings: [String]

  /// Makes a record.
  package init(ids: [String], warnings: [String]) {
    self.ids = ids
    self.warnings = warnings
  }
}

/// A REST API.
package struct RestAPIRecord: Sendable, Equatable {
  /// The id.
  package var id: String
  /// The name; not unique.
  package var name: String?
  /// The description.
  package var description: String?
  /// When it was created.
  package var createdDate: Date?
  /// `HEADER` or `AUTHORIZER`.
  package var apiKeySource: String?

  /// Makes a record.
  package init(
    id: String, name: String? = nil, description: String? = nil, createdDate: Date? = nil,
    apiKeySource: String? = nil
  ) {
    self.id = id
    self.name = name
    self.description = description
    self.createdDate = createdDate
    self.apiKeySource = apiKeySource
  }
}

/// A stage of a REST API.
package struct StageRecord: Sendable, Equatable {
  /// The name.
  package var stageName: String
  /// The deployment it serves.
  package var deploymentId: String?
  /// The access log's format, when there is one.
  package var accessLogFormat: String?
  /// ARN of the log group or stream, when there is one.
  package var accessLogDestination: String?

  /// Makes a record.
  package init(
    stageName: String, deploymentId: String? = nil, accessLogFormat: String? = nil,
    accessLogDestination: String? = nil
  ) {
    self.stageName = stageName
    self.deploymentId = deploymentId
    self.accessLogFormat = accessLogFormat
    self.accessLogDestination = accessLogDestination
  }
}

/// A resource of a REST API.
package struct ResourceRecord: Sendable, Equatable {
  /// A method of a resource.
  package struct Method: Sendable, Equatable {
    /// `GET`, `POST`, `ANY`, …
    package var httpMethod: String
    /// Whether callers need a key.
    package var apiKeyRequired: Bool
    /// `NONE`, `AWS_IAM`, `CUSTOM`, `COGNITO_USER_POOLS`.
    package var authorizationType: String?

    /// Makes a method.
    package init(httpMethod: String, apiKeyRequired: Bool, authorizationType: String? = nil) {
      self.httpMethod = httpMethod
      self.apiKeyRequired = apiKeyRequired
      self.authorizationType = authorizationType
    }
  }

  /// The id.
  package var id: String
  /// The full path, `/orders/{id}`.
  package var path: String
  /// The methods by verb; filled when asked for with `embed=methods`.
  package var methods: [Method]

  /// Makes a record.
  package init(id: String, path: String, methods: [Method] = []) {
    self.id = id
    self.path = path
    self.methods = methods
  }
}

/// The account's settings in one region.
package struct AccountRecord: Sendable, Equatable {
  /// The account's own limits.
  package var throttleSettings: ThrottleRecord?
  /// The role for logs.
  package var cloudwatchRoleArn: String?
  /// `UsagePlans` among others.
  package var features: [String]

  /// Makes a record.
  package init(
    throttleSettings: ThrottleRecord? = nil, cloudwatchRoleArn: String? = nil,
    features: [String] = []
  ) {
    self.throttleSettings = throttleSettings
    self.cloudwatchRoleArn = cloudwatchRoleArn
    self.features = features
  }
}

/// One operation of a PATCH. All values are strings, numbers included.
package struct PatchOperation: Sendable, Equatable {
  /// `add`, `replace`, `remove`.
  package var op: String
  /// The path, `/throttle/rateLimit`.
  package var path: String
  /// The value; nil where the operation takes none.
  package var value: String?

  /// Makes an operation.
  package init(op: String, path: String, value: String? = nil) {
    self.op = op
    self.path = path
    self.value = value
  }
}

/// What CreateApiKey takes. `enabled` is always sent, since the service's default is false.
package struct CreateAPIKeyInput: Sendable, Equatable {
  /// The name.
  package var name: String?
  /// The description.
  package var description: String?
  /// Whether callers may use the key.
  package var enabled: Bool
  /// A value of one's own, 20 to 128 characters; nil lets the service make one.
  package var value: SecretValue?
  /// The customer id.
  package var customerId: String?
  /// Tags.
  package var tags: [String: String]

  /// Makes an input.
  package init(
    name: String?, description: String? = nil, enabled: Bool = true, value: SecretValue? = nil,
    customerId: String? = nil, tags: [String: String] = [:]
  ) {
    self.name = name
    self.description = description
    self.enabled = enabled
    self.value = value
    self.customerId = customerId
    self.tags = tags
  }
}

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

/// Who is calling, from STS.
package struct CallerIdentityRecord: Sendable, Equatable {
  /// The account's twelve digits.
  package var account: String
  /// The caller's ARN.
  package var arn: String
  /// The caller's unique id.
  package var userId: String

  /// Makes a record.
  package init(account: String, arn: String, userId: String) {
    self.account = account
    self.arn = arn
    self.userId = userId
  }
}
