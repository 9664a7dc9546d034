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
