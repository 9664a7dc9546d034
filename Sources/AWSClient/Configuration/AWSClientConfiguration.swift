import Foundation
package import Logging
import SigV4

/// Everything an ``AWSClient`` is made of; tests replace what touches the world.
package struct AWSClientConfiguration: Sendable {
  /// The region of host names and signatures.
  package var region: String
  /// The first credentials.
  package var credentials: ResolvedCredentials
  /// Looks for credentials again when the first ones run out.
  package var renewCredentials: @Sendable () async throws -> ResolvedCredentials
  /// Credentials that other clients use too; nil for a client of its own.
  var sharedCredentials: CredentialsCache?
  /// Endpoints that differ from AWS's own hosts.
  package var endpoints: [AWSService: Endpoint]
  /// Which of AWS's own hosts are used.
  package var hosts: HostVariant
  /// The network.
  package var transport: HTTPTransport
  /// The time.
  package var clock: ClientClock
  /// How far the clock is from the service's; clients of one process share one.
  package var offset: ClockOffset
  /// Sentences about the surroundings that a person should read.
  package var warnings: [String] = []
  /// Random numbers from 0 up to 1, for waits.
  package var random: @Sendable () -> Double
  /// When failed requests are sent again.
  package var retries: RetryPolicy
  /// Holds requests to the account's rate; clients of one account and region share one.
  package var pacer: Pacer
  /// Where debug messages go.
  package var logger: Logger
  /// What `User-Agent` says.
  package var userAgent: String
  /// Sees what the caller may do.
  package var watch = AccessWatch()

  /// Makes a configuration.
  package init(
    region: String, credentials: ResolvedCredentials,
    renewCredentials: (@Sendable () async throws -> ResolvedCredentials)? = nil,
    endpoints: [AWSService: Endpoint] = [:], hosts: HostVariant = HostVariant(),
    transport: HTTPTransport, clock: ClientClock = .live, offset: ClockOffset = ClockOffset(),
    random: @escaping @Sendable () -> Double = { Double.random(in: 0..<1) },
    retries: RetryPolicy = RetryPolicy(), pacer: Pacer? = nil, logger: Logger,
    userAgent: String = UserAgent.text(version: UserAgent.version)
  ) {
    self.region = region
    self.credentials = credentials
    self.renewCredentials = renewCredentials ?? { credentials }
    self.endpoints = endpoints
    self.hosts = hosts
    self.transport = transport
    self.clock = clock
    self.offset = offset
    self.random = random
    self.retries = retries
    self.pacer = pacer ?? Pacer(clock: clock)
    self.logger = logger
    self.userAgent = userAgent
  }

  /// Resolves region, endpoints and credentials from options, environment and shared files, for the
  /// real network. Sent is only what getting the credentials takes.
  ///
  /// - Throws: ``AWSError`` of kind `credentials` (the message names every source tried) or
  ///   `configuration`.
  package static func resolve(
    _ surroundings: Surroundings, logger: Logger, clock: ClientClock = .live, pacer: Pacer? = nil,
    transport: HTTPTransport? = nil, limits: TransportLimits = TransportLimits(),
    offset: ClockOffset = ClockOffset(),
    sharing shelves: (credentials: CredentialsShelf, pacers: PacerShelf)? = nil
  ) async throws -> AWSClientConfiguration {
    let proxies = try ProxySettings(variables: surroundings.environment)
    let settled = surroundings.settled()
    let bundle = try settled.resolveBundle()
    let transport = transport ?? .live(limits, proxies: proxies, trusting: bundle)
    let chain = surroundings.chain(transport: transport, clock: clock, offset: offset)
    let make: @Sendable () async throws -> CredentialsCache = {
      CredentialsCache(
        try await chain.resolve(), date: { clock.date() + offset.applied },
        resolve: { try await chain.resolve() })
    }
    let cache = try await shelves?.credentials.cache(surroundings.credentialsName, make)
    let credentials = if let cache { cache.known } else { try await chain.resolve() }
    let region = try settled.resolveRegion()
    let endpoints = try settled.resolveEndpoints()
    let paced = shelves?.pacers.pacer(
      accessKeyId: credentials.credentials.accessKeyId, region: region,
      endpoint: endpoints[.apiGateway]?.text)
    var configuration = AWSClientConfiguration(
      region: region, credentials: credentials, renewCredentials: { try await chain.resolve() },
      endpoints: endpoints, hosts: try settled.resolveHosts(), transport: transport,
      clock: clock, offset: offset, retries: try settled.resolveRetries(),
      pacer: paced ?? pacer,
      logger: logger,
      userAgent: try settled.resolveUserAgent())
    configuration.sharedCredentials = cache
    configuration.warnings = settled.warnings()
    return configuration
  }
}
