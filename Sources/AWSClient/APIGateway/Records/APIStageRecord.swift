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
