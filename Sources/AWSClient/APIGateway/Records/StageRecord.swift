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
