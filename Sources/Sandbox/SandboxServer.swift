import Foundation
import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle
import SigV4

/// A running emulator.
package struct SandboxServer: Sendable {
  /// Why an emulator could not be started.
  package struct StartFailure: Error, CustomStringConvertible {
    /// The sentence for the user.
    package let description: String
  }

  /// `http://127.0.0.1:PORT`.
  package let endpoint: String
  /// What to set so that any SDK uses it: `AWS_ENDPOINT_URL`, `AWS_ACCESS_KEY_ID`,
  /// `AWS_SECRET_ACCESS_KEY`, `AWS_REGION`, `AWS_DEFAULT_REGION`, in printing order.
  package let environment: [(name: String, value: String)]

  private let emulator: Emulator
  private let services: ServiceGroup
  private let running: Task<Void, any Error>

  /// Starts on loopback and returns when it answers.
  ///
  /// - Throws: an error whose description is a sentence for the user: the port is taken, or the
  ///   state file cannot be used.
  package static func start(_ options: SandboxOptions) async throws -> SandboxServer {
    let emulator = try Emulator(options)
    var logger = Logger(label: "tollgate.sandbox")
    logger.logLevel = .critical
    let (ports, port) = AsyncStream<Int>.makeStream()
    let application = Application(
      responder: emulator,
      configuration: ApplicationConfiguration(
        address: .hostname("127.0.0.1", port: options.port)),
      onServerRunning: { channel in
        port.yield(channel.localAddress?.port ?? 0)
        port.finish()
      },
      logger: logger)
    var configuration = ServiceGroupConfiguration(services: [application], logger: logger)
    // A client that holds a half-sent request open must not hold up the end.
    configuration.maximumGracefulShutdownDuration = .seconds(2)
    let services = ServiceGroup(configuration: configuration)
    let running = Task {
      defer { port.finish() }
      try await services.run()
    }
    var found: Int?
    for await number in ports { found = number }
    guard let found else {
      // A cancelled start hears no port, though the server may run by now: it must not be awaited
      // as if it had failed by itself.
      if Task.isCancelled { await services.triggerGracefulShutdown() }
      let reason = await running.result
      emulator.close()
      try Task.checkCancellation()
      throw StartFailure(
        description: "The sandbox could not listen on 127.0.0.1:\(options.port): \(reason).")
    }
    return SandboxServer(
      endpoint: "http://127.0.0.1:\(found)",
      environment: environment(endpoint: "http://127.0.0.1:\(found)"), emulator: emulator,
      services: services, running: running)
  }

  /// Stops and returns when the port is free and the state is on disk.
  package func stop() async throws {
    await services.triggerGracefulShutdown()
    let outcome = await running.result
    emulator.close()
    try outcome.get()
  }

  private static func environment(endpoint: String) -> [(name: String, value: String)] {
    let credentials = SandboxIdentity.credentials
    return [
      ("AWS_ENDPOINT_URL", endpoint),
      ("AWS_ACCESS_KEY_ID", credentials.accessKeyId),
      ("AWS_SECRET_ACCESS_KEY", credentials.secretAccessKey.exposeSecret()),
      ("AWS_REGION", SandboxIdentity.region),
      ("AWS_DEFAULT_REGION", SandboxIdentity.region),
    ]
  }
}
