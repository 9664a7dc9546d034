/// A usage plan as the emulator keeps it.
struct UsagePlan: Codable, Sendable, Equatable, Shelved {
  /// Six characters.
  var id: String
  /// Place in the order of creation.
  var serial: Int
  /// The name.
  var name: String
  /// The description.
  var description: String?
  /// The API stages that the plan opens.
  var stages: [PlanStage] = []
  /// The limits of each key.
  var throttle: Throttle?
  /// The quota of each key.
  var quota: Quota?
  /// The AWS Marketplace product code.
  var productCode: String?
  /// Tags.
  var tags: [String: String] = [:]
}

/// An API stage in a plan.
struct PlanStage: Codable, Sendable, Equatable {
  /// The REST API's id.
  var apiId: String
  /// The stage's name.
  var stage: String
  /// Limits per method, under `/path/METHOD`; the root's is `//METHOD`.
  var throttle: [String: Throttle] = [:]

  /// `api:stage`, as patch paths and sentences have it.
  var reference: String { "\(apiId):\(stage)" }
}

/// Rate and burst; either may be missing.
struct Throttle: Codable, Sendable, Equatable {
  /// Requests a second.
  var rateLimit: Double?
  /// Requests at once.
  var burstLimit: Int?
}

/// So many requests in a period.
struct Quota: Codable, Sendable, Equatable {
  /// The period that a quota counts in.
  enum Period: String, Codable, Sendable, CaseIterable {
    case day = "DAY"
    case week = "WEEK"
    case month = "MONTH"
  }

  /// Requests per period and key.
  var limit: Int
  /// Days by which the period's start is shifted.
  var offset: Int = 0
  /// The period.
  var period: Period
}
