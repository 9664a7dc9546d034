import Foundation

/// The state of things before or after a change, as the journal keeps it. Never a value; ids as
/// shown, since the id of an old key may be its value.
struct Snapshot: Codable, Equatable, Sendable {
  /// A key and its texts.
  var key: KeyState?
  /// A plan with its limits and stages.
  var plan: PlanState?
  /// Whether a key is in a plan.
  var isAttached: Bool?
  /// What a key has left in a plan.
  var remaining: Int?
  /// First day of the period that ``remaining`` counts for, `YYYY-MM-DD`.
  var periodStart: String?
  /// Ids as shown of the keys that looked as a new one would before it was made.
  var namesakes: [String]?

  init(
    key: APIKey? = nil, plan: UsagePlan? = nil, isAttached: Bool? = nil, remaining: Int? = nil,
    periodStart: CalendarDay? = nil, namesakes: [String]? = nil
  ) {
    self.key = key.map(KeyState.init)
    self.plan = plan.map(PlanState.init)
    self.isAttached = isAttached
    self.remaining = remaining
    self.periodStart = periodStart?.description
    self.namesakes = namesakes
  }

  /// As JSON with its names in order.
  func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }

  init(json: String) throws {
    self = try JSONDecoder().decode(Snapshot.self, from: Data(json.utf8))
  }
}

extension Snapshot {
  /// A key's state.
  struct KeyState: Codable, Equatable, Sendable {
    var id: String
    var name: String
    var isEnabled: Bool
    var description: String?
    var customerId: String?
    var tags: [String: String]
    var planIds: [String]?

    init(_ key: APIKey) {
      id = key.id.shown
      name = key.name
      isEnabled = key.isEnabled
      description = key.description
      customerId = key.customerId
      tags = key.tags
      planIds = key.plans?.map(\.id.wire)
    }

    var label: String { name.isEmpty ? id : name }
  }

  /// A plan's state.
  struct PlanState: Codable, Equatable, Sendable {
    struct Limits: Codable, Equatable, Sendable {
      var rate: Double?
      var burst: Int?

      init(_ throttle: Throttle) {
        rate = throttle.rateLimit
        burst = throttle.burstLimit
      }

      var throttle: Throttle { Throttle(rateLimit: rate, burstLimit: burst) }
    }

    struct QuotaState: Codable, Equatable, Sendable {
      var limit: Int
      var offset: Int
      var period: String

      init(_ quota: Quota) {
        limit = quota.limit
        offset = quota.offset
        period = quota.period.rawValue
      }

      var quota: Quota? {
        QuotaPeriod(rawValue: period).map { Quota(limit: limit, offset: offset, period: $0) }
      }
    }

    var id: String
    var name: String
    var description: String?
    var throttle: Limits?
    var quota: QuotaState?
    /// `apiId:stage` to limits per method.
    var stages: [String: [String: Limits]]
    var tags: [String: String]

    init(_ plan: UsagePlan) {
      id = plan.id.wire
      name = plan.name
      description = plan.description
      throttle = plan.throttle.map(Limits.init)
      quota = plan.quota.map(QuotaState.init)
      stages = Dictionary(
        plan.apiStages.map { ($0.reference.wire, $0.throttle.mapValues(Limits.init)) }
      ) { first, _ in first }
      tags = plan.tags
    }

    var label: String { name.isEmpty ? id : name }
  }
}
