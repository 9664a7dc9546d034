package import AWSClient
import Foundation

extension GatewayService {
  /// Opens a context: credentials, region, endpoints, config.yaml, client and store. Sends nothing.
  ///
  /// - Throws: ``GatewayError`` of kind `credentials` (the message lists the sources tried) or
  ///   `usage`.
  package static func connect(_ options: ConnectionOptions) async throws -> GatewayService {
    try await connect(options, clock: .live, transport: nil)
  }

  /// As ``connect(_:)``, with another clock and network.
  package static func connect(
    _ options: ConnectionOptions, clock: ClientClock, transport: HTTPTransport?,
    retries: RetryPolicy? = nil
  ) async throws -> GatewayService {
    let files = ConfigFiles(environment: options.environment)
    let config = files.readConfig()
    let surroundings = Surroundings(
      profile: options.profile, region: options.region, endpointURL: options.endpointURL,
      environment: options.environment)
    let shares = LaneShares(
      bulk: Double(config.budget.bulk) / 100, background: Double(config.budget.background) / 100)
    var configuration: AWSClientConfiguration
    do {
      configuration = try await AWSClientConfiguration.resolve(
        surroundings, logger: options.logger, clock: clock,
        pacer: Pacer(limits: PacerLimits(shares: shares), clock: clock), transport: transport)
    } catch {
      throw GatewayError.translate(error, endpoint: options.endpointURL)
    }
    if let retries { configuration.retries = retries }
    let client = AWSClient(configuration, mode: options.isReadOnly ? .readOnly : .live)
    let context = GatewayContext(profile: options.profileName, region: client.region)
    let identity = ContextIdentity(
      context: context, endpoint: client.customEndpoint,
      credentialSource: client.credentialsSource, expiresAt: client.credentialsExpiration,
      isReadOnly: options.isReadOnly)
    let session = GatewaySession(
      client: client, context: context, identity: IdentityBox(identity, config: config),
      names: APINames(api: APIGateway(client: client), clock: clock),
      book: JournalBook(folder: options.stateDirectory ?? files.stateFolder, clock: clock),
      clock: clock, config: config)
    return live(session)
  }
}

extension ConnectionOptions {
  /// The context's name: `sandbox`, the profile that was named, or `default`.
  var profileName: String {
    if isSandbox { return "sandbox" }
    if let profile { return profile }
    return ["AWS_PROFILE", "AWS_DEFAULT_PROFILE"].lazy
      .compactMap { environment[$0] }.first { !$0.isEmpty } ?? "default"
  }
}

extension ConfigFiles {
  /// The settings of config.yaml. A file that is missing means the defaults, one that cannot be
  /// read becomes a problem that is told.
  package func readConfig() -> GatewayConfig {
    guard let config, FileManager.default.fileExists(atPath: config) else { return GatewayConfig() }
    do {
      let data = try Data(contentsOf: URL(filePath: config))
      return GatewayConfig(yaml: String(decoding: data, as: UTF8.self), file: config)
    } catch {
      var defaults = GatewayConfig()
      defaults.problems = [
        GatewayConfig.Problem(
          file: config, line: nil, reason: "it cannot be read; the defaults are used")
      ]
      return defaults
    }
  }
}
