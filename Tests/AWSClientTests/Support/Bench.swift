import AWSClient
import Logging
import SigV4

/// A client between a scripted network and an instant clock.
struct Bench {
  let network: ScriptedTransport
  let clock = InstantClock()
  let client: AWSClient
  var gateway: APIGateway { APIGateway(client: client) }

  init(
    _ replies: [ScriptedTransport.Reply], random: Double = 0.5,
    retries: RetryPolicy = RetryPolicy(), mode: AWSClient.Mode = .live,
    logger: Logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
    credentials: ResolvedCredentials = .example,
    renew: (@Sendable () async throws -> ResolvedCredentials)? = nil
  ) {
    network = ScriptedTransport(replies)
    client = AWSClient(
      AWSClientConfiguration(
        region: "eu-west-1", credentials: credentials, renewCredentials: renew,
        transport: network.transport, clock: clock.clock, random: { random }, retries: retries,
        logger: logger), mode: mode)
  }
}

extension ResolvedCredentials {
  /// Credentials that open nothing.
  static let example = ResolvedCredentials(
    credentials: Credentials(
      accessKeyId: "AKIDEXAMPLE",
      secretAccessKey: SecretValue("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY")),
    source: "environment")
}

/// The error that a piece of work ends with.
func awsError<Value>(_ work: () async throws -> Value) async throws -> AWSError? {
  do {
    _ = try await work()
    return nil
  } catch let error as AWSError {
    return error
  }
}
