package import AWSClient
package import Logging

/// Everything that decides where requests go and as whom: the options that every command takes.
package struct ConnectionOptions: Sendable {
  /// `--profile`.
  package var profile: String?
  /// `--region`.
  package var region: String?
  /// The contexts that several `--profile` and `--region` name, in order, each profile in each region;
  /// empty where there is one at most.
  package var contexts: [ContextSetting]
  /// Whether lists cover the contexts of config.yaml too: when nothing says where to work.
  package var coversConfig: Bool
  /// `--endpoint-url`, for all services.
  package var endpointURL: String?
  /// `--insecure-endpoint`: plain http is spoken with other machines too.
  package var allowsInsecureEndpoints: Bool
  /// `--read-only`.
  package var isReadOnly: Bool
  /// True for the embedded emulator: the context is called `sandbox`.
  package var isSandbox: Bool
  /// Where journal, index and log live; nil for `$XDG_STATE_HOME/tollgate`.
  package var stateDirectory: String?
  /// The process's environment.
  package var environment: [String: String]
  /// Asks a person for the code of an MFA device; nil where nobody can be asked. May be called by
  /// several contexts at once.
  package var askMFA: AskMFACode?
  /// Whether tokens of IAM Identity Center and of `aws login` may be renewed, which writes their
  /// caches anew.
  package var renewsTokens = true
  /// Whether any context of config.yaml will do where nobody named one and there are no credentials:
  /// the leak search goes through all of them anyway.
  package var takesAnyContext = false
  /// Where debug messages go, secrets masked.
  package var logger: Logger

  /// Makes options.
  package init(
    profile: String? = nil, region: String? = nil, contexts: [ContextSetting] = [],
    coversConfig: Bool = false, endpointURL: String? = nil,
    allowsInsecureEndpoints: Bool = false, isReadOnly: Bool = false, isSandbox: Bool = false,
    stateDirectory: String? = nil, environment: [String: String],
    askMFA: AskMFACode? = nil, logger: Logger
  ) {
    self.profile = profile
    self.region = region
    self.contexts = contexts
    self.coversConfig = coversConfig
    self.endpointURL = endpointURL
    self.allowsInsecureEndpoints = allowsInsecureEndpoints
    self.isReadOnly = isReadOnly
    self.isSandbox = isSandbox
    self.stateDirectory = stateDirectory
    self.environment = environment
    self.askMFA = askMFA
    self.logger = logger
  }
}
