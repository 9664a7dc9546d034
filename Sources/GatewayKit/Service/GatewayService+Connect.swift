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
    let book = JournalBook(folder: options.stateDirectory ?? files.stateFolder, clock: clock)
    let session = try await GatewaySession.open(
      options,
      GatewaySession.Shared(
        config: config, book: book, index: LeakIndex(book: book, clock: clock), clock: clock,
        transport: transport, retries: retries))
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
