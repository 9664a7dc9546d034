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
    var shelves: (credentials: CredentialsShelf, pacers: PacerShelf)
  }

  /// The contexts of a process. Nothing is opened yet.
  static func siblings(_ roster: ContextRoster, _ shared: Shared) -> Siblings {
    Siblings(
      names: roster.settings, unnamed: roster.isFirstNamed ? nil : roster.settings.first,
      ended: {
        await shared.index.drain()
        await shared.book.close()
      },
      open: { name, siblings in
        var own = roster.options(for: name)
        let denials = Denials(seconds: shared.clock.seconds)
        let (client, context) = try await opened(name, roster, shared, denials)
        own.isReadOnly = own.isReadOnly || shared.config.isReadOnly(context)
        return make(
          client.with(mode: own.isReadOnly ? .readOnly : .live), context, own, shared,
          denials, setting: name, siblings: siblings)
      })
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

  /// Opens a context. One of config.yaml has the region of its profile; where that has none, the
  /// surroundings' own.
  private static func opened(
    _ name: ContextSetting, _ roster: ContextRoster, _ shared: Shared, _ denials: Denials
  ) async throws -> (AWSClient, GatewayContext) {
    do {
      return try await connected(roster.options(for: name), shared, denials)
    } catch let error as GatewayError where error.code == "NoRegion" {
      guard let other = roster.options(withOwnRegionFor: name) else { throw error }
      return try await connected(other, shared, denials)
    }
  }

  private static func connected(
    _ options: ConnectionOptions, _ shared: Shared, _ denials: Denials
  ) async throws -> (AWSClient, GatewayContext) {
    let surroundings = Surroundings(options)
    var configuration: AWSClientConfiguration
    do {
      configuration = try await AWSClientConfiguration.resolve(
        surroundings, logger: options.logger, clock: shared.clock,
        transport: shared.transport,
        limits: TransportLimits(
          connectSeconds: shared.config.timeouts.connect,
          requestSeconds: shared.config.timeouts.answer),
        offset: ClockOffset(), sharing: shared.shelves)
    } catch {
      throw GatewayError.translate(error, endpoint: options.endpointURL)
    }
    // The emulator's credentials are in no file.
    if options.isSandbox { configuration.warnings = [] }
    configuration.watch = denials.watch
    if let retries = shared.retries { configuration.retries = retries }
    let client = AWSClient(configuration, mode: options.isReadOnly ? .readOnly : .live)
    return (client, GatewayContext(profile: options.profileName, region: client.region))
  }

  private static func make(
    _ client: AWSClient, _ context: GatewayContext, _ options: ConnectionOptions,
    _ shared: Shared, _ denials: Denials, setting: ContextSetting, siblings: Siblings
  ) -> GatewaySession {
    let identity = ContextIdentity(
      context: context, endpoint: client.customEndpoint,
      credentialSource: client.credentialsSource, isReadOnly: options.isReadOnly)
    return GatewaySession(
      client: client, context: context,
      identity: IdentityBox(identity, config: shared.config) {
        client.credentialsStanding(profile: context.profile)
      },
      names: APINames(api: APIGateway(client: client), clock: shared.clock), book: shared.book,
      index: shared.index, setting: setting, siblings: siblings, clock: shared.clock,
      config: shared.config, denials: denials)
  }
}

extension Surroundings {
  /// The surroundings that options speak of.
  init(_ options: ConnectionOptions) {
    self.init(
      profile: options.profile, region: options.region, endpointURL: options.endpointURL,
      environment: options.environment,
      allowsInsecureEndpoints: options.allowsInsecureEndpoints, askMFA: options.askMFA)
    renewsTokens = options.renewsTokens
  }
}
