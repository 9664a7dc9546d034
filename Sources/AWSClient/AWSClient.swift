package import struct Foundation.Date
import SigV4

/// Sends requests: paced, signed, retried, decoded, logged with secrets masked.
///
/// What fails throws ``AWSError``. A task that is cancelled gets `CancellationError`, except when it
/// was changing something whose outcome is therefore unknown: then an ``AWSError`` with the code
/// `Cancelled` says so.
package struct AWSClient: Sendable {
  /// What changing requests are allowed to do.
  package enum Mode: Sendable {
    /// They are sent.
    case live
    /// They throw ``AWSError/Kind/readOnly`` before anything leaves the process.
    case readOnly
    /// They are recorded and not sent; reads are sent.
    case dryRun(PlannedRequests)
  }

  private let core: ClientCore
  private let mode: Mode

  /// Makes a client. Nothing is sent and no connection is opened.
  package init(_ configuration: AWSClientConfiguration, mode: Mode = .live) {
    core = ClientCore(configuration)
    self.mode = mode
  }

  private init(core: ClientCore, mode: Mode) {
    self.core = core
    self.mode = mode
  }

  /// What the header shows of the budget, now.
  package var budget: BudgetFigures { core.configuration.pacer.budget }
  /// The region requests go to.
  package var region: String { core.configuration.region }
  /// Where requests for API Gateway go when that is not AWS's own host.
  package var customEndpoint: String? { core.configuration.endpoints[.apiGateway]?.text }
  /// Where the credentials came from: `environment`, `profile prod in ~/.aws/credentials`.
  package var credentialsSource: String { core.credentials.known.source }
  /// When the credentials stop working; nil for long-lived ones.
  package var credentialsExpiration: Date? { core.credentials.known.credentials.expiration }
  /// What a person should know of the credentials that a profile led to, now.
  package func credentialsStanding(profile: String) -> CredentialsStanding {
    core.credentials.standing(profile: profile)
  }
  /// What a person should know of settings and clock.
  package var notices: [String] {
    core.configuration.warnings + [core.configuration.offset.notice].compactMap(\.self)
  }
  /// Seconds that the service's clock was ahead of this computer's at the last answer.
  package var clockOffset: Double? { core.configuration.offset.seen }
  /// Whether requests are signed with the service's time in place of this computer's.
  package var isClockCorrected: Bool { core.configuration.offset.applied != 0 }
  /// The access key id that signs, which is no secret.
  package var accessKeyId: String { core.credentials.known.credentials.accessKeyId }

  /// The same client with another mode; it shares connections and pacer.
  package func with(mode: Mode) -> AWSClient { AWSClient(core: core, mode: mode) }
  /// Closes connections; nothing can be sent afterwards.
  package func shutdown() async throws { try await core.configuration.transport.shutdown() }

  /// The time now by the client's clock.
  var now: Date { core.configuration.clock.date() }
  /// What `User-Agent` says.
  var userAgent: String { core.configuration.userAgent }

  /// Sends bytes as they are, past credentials, signing, pacing, repeating and the log.
  @concurrent
  func sendBare(_ request: WireRequest) async throws(TransportFailure) -> WireResponse {
    try await core.configuration.transport.send(request)
  }

  /// Sends a request and decodes its answer; or refuses it, or writes it down, as the mode says.
  /// `planned` makes the value that a dry run returns, `decode` reads the answer's body.
  @concurrent
  func send<Value: Sendable>(
    _ request: AWSRequest, lane: Lane, onWait: @escaping @Sendable (Double) -> Void = { _ in },
    planned: @Sendable () async throws -> Value,
    decode: @Sendable (WireResponse) throws(AWSError) -> Value
  ) async throws -> Answer<Value> {
    switch try ModeGate(mode: mode).verdict(on: request) {
    case .plan(let record):
      record.append(request.planned)
      return Answer(value: try await planned(), requestId: nil, receivedAt: now)
    case .send:
      let response = try await core.perform(request, lane: lane, onWait: onWait)
      return Answer(
        value: try decode(response), requestId: response.header("x-amzn-requestid"),
        receivedAt: now)
    }
  }
}
