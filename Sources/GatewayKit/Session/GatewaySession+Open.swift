import AWSClient

extension GatewaySession {
  /// What the sessions of one process share beside their connection options.
  struct Shared: Sendable {
    var config: GatewayConfig
    var book: JournalBook
    var index: LeakIndex
    var clock: ClientClock
    var transport: HTTPTransport?
    var retries: RetryPolicy?
    var offset = ClockOffset()
  }

  /// Opens the session of a process. Sends nothing.
  static func open(_ options: ConnectionOptions, _ shared: Shared) async throws -> GatewaySession {
    let (client, context) = try await connected(options, shared)
    let own = ContextSetting(profile: context.profile, region: context.region)
    var seen: Set<ContextSetting> = [own]
    var names: [ContextSetting] = []
    if !options.isSandbox {
      for name in shared.config.contexts where seen.insert(name).inserted {
        if name.region == nil, name.profile == own.profile { continue }
        names.append(name)
      }
    }
    let siblings = Siblings(names: names) { name in
      var other = options
      // The session's own profile may be no profile at all but the environment.
      if name.profile != own.profile { other.profile = name.profile }
      other.region = name.region
      if name.region == nil {
        // The environment's region is that of the session, not of another profile.
        other.environment["AWS_REGION"] = nil
        other.environment["AWS_DEFAULT_REGION"] = nil
      }
      let (client, context) = try await connected(other, shared)
      return make(
        client, context, other, shared,
        siblings: Siblings(names: []) { _ in throw CancellationError() })
    }
    return make(client, context, options, shared, siblings: siblings)
  }

  /// The session of the context that a match was found in.
  ///
  /// - Throws: ``GatewayError`` when that context cannot be opened any more.
  func session(for match: LeakMatch) async throws -> GatewaySession {
    try await session(at: match.key.context)
  }

  /// The session of a context.
  func session(at other: GatewayContext) async throws -> GatewaySession {
    other == context ? self : try await siblings.session(at: other)
  }

  private static func connected(
    _ options: ConnectionOptions, _ shared: Shared
  ) async throws -> (AWSClient, GatewayContext) {
    let surroundings = Surroundings(
      profile: options.profile, region: options.region, endpointURL: options.endpointURL,
      environment: options.environment,
      allowsInsecureEndpoints: options.allowsInsecureEndpoints, askMFA: options.askMFA)
    let budget = shared.config.budget
    let shares = LaneShares(
      bulk: Double(budget.bulk) / 100, background: Double(budget.background) / 100)
    var configuration: AWSClientConfiguration
    do {
      configuration = try await AWSClientConfiguration.resolve(
        surroundings, logger: options.logger, clock: shared.clock,
        pacer: Pacer(limits: PacerLimits(shares: shares), clock: shared.clock),
        transport: shared.transport, offset: shared.offset)
    } catch {
      throw GatewayError.translate(error, endpoint: options.endpointURL)
    }
    // The emulator's credentials are in no file.
    if options.isSandbox { configuration.warnings = [] }
    if let retries = shared.retries { configuration.retries = retries }
    let client = AWSClient(configuration, mode: options.isReadOnly ? .readOnly : .live)
    return (client, GatewayContext(profile: options.profileName, region: client.region))
  }

  private static func make(
    _ client: AWSClient, _ context: GatewayContext, _ options: ConnectionOptions,
    _ shared: Shared, siblings: Siblings
  ) -> GatewaySession {
    let identity = ContextIdentity(
      context: context, endpoint: client.customEndpoint,
      credentialSource: client.credentialsSource, expiresAt: client.credentialsExpiration,
      isReadOnly: options.isReadOnly)
    return GatewaySession(
      client: client, context: context, identity: IdentityBox(identity, config: shared.config),
      names: APINames(api: APIGateway(client: client), clock: shared.clock), book: shared.book,
      index: shared.index, siblings: siblings, clock: shared.clock, config: shared.config)
  }
}
