import AWSClient
import Logging

extension Surroundings {
  /// What the chain finds on a network that is a list of answers.
  func resolvedCredentials(
    _ network: ScriptedTransport = ScriptedTransport([]), clock: ClientClock = InstantClock().clock
  ) async throws -> ResolvedCredentials {
    var surroundings = self
    surroundings.region = region ?? "eu-west-1"
    return try await AWSClientConfiguration.resolve(
      surroundings, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, clock: clock,
      transport: network.transport
    ).credentials
  }
}
