import Foundation

/// What all copies of a client share: its settings, its credentials and its chain of middleware.
final class ClientCore: Sendable {
  let configuration: AWSClientConfiguration
  let credentials: CredentialsCache
  private let send: Next

  init(_ configuration: AWSClientConfiguration) {
    self.configuration = configuration
    let (clock, offset) = (configuration.clock, configuration.offset)
    let credentials =
      configuration.sharedCredentials
      ?? CredentialsCache(
        configuration.credentials, date: { clock.date() + offset.applied },
        resolve: configuration.renewCredentials)
    self.credentials = credentials
    let last = TransportStep(transport: configuration.transport)
    send = chain(
      [
        AccessMiddleware(region: configuration.region, watch: configuration.watch),
        CredentialsMiddleware(credentials: credentials),
        RetryMiddleware(
          policy: configuration.retries, clock: clock, random: configuration.random),
        PaceMiddleware(pacer: configuration.pacer, logger: configuration.logger),
        ClockMiddleware(offset: offset),
        SignMiddleware(
          region: configuration.region, credentials: credentials, clock: clock, offset: offset,
          userAgent: configuration.userAgent),
        LogMiddleware(logger: configuration.logger, clock: clock),
        DecodeErrorsMiddleware(offset: offset, clock: clock),
      ],
      last: { call in try await last.send(call) })
  }

  /// Sends a request through the chain.
  func perform(
    _ request: AWSRequest, lane: Lane, onWait: @escaping @Sendable (Double) -> Void
  ) async throws -> WireResponse {
    do {
      return try await send(
        Call(request: request, endpoint: endpoint(request.service), lane: lane, onWait: onWait))
    } catch var error as AWSError {
      // Credentials that fail know nothing of the operation that wanted them.
      if error.operation.isEmpty { error.operation = request.operation }
      throw error
    }
  }

  private func endpoint(_ service: AWSService) -> Endpoint {
    if let own = configuration.endpoints[service] { return own }
    return configuration.hosts.endpoint(service, region: configuration.region)
  }
}
