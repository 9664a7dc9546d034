package import Logging

/// Everything that decides where requests go and as whom: the options that every command takes.
package struct ConnectionOptions: Sendable {
  /// `--profile`.
  package var profile: String?
  /// `--region`.
  package var region: String?
  /// `--endpoint-url`, for all services.
  package var endpointURL: String?
  /// `--read-only`.
  package var isReadOnly: Bool
  /// True for the embedded emulator: the context is called `sandbox`.
  package var isSandbox: Bool
  /// Where journal, index and log live; nil for `$XDG_STATE_HOME/tollgate`.
  package var stateDirectory: String?
  /// The process's environment.
  package var environment: [String: String]
  /// Where debug messages go, secrets masked.
  package var logger: Logger

  /// Makes options.
  package init(
    profile: String? = nil, region: String? = nil, endpointURL: String? = nil,
    isReadOnly: Bool = false, isSandbox: Bool = false, stateDirectory: String? = nil,
    environment: [String: String], logger: Logger
  ) {
    self.profile = profile
    self.region = region
    self.endpointURL = endpointURL
    self.isReadOnly = isReadOnly
    self.isSandbox = isSandbox
    self.stateDirectory = stateDirectory
    self.environment = environment
    self.logger = logger
  }
}
