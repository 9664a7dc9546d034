package import AWSClient
import Foundation

extension GatewayService {
  /// Opens a context: credentials, region, endpoints, config.yaml, client and store. Sends nothing
  /// but what the credentials take.
  ///
  /// - Throws: ``GatewayError`` of kind `credentials` (the message lists the sources tried) or
  ///   `usage`.
  package static func connect(_ options: ConnectionOptions) async throws -> GatewayService {
    try await connect(options, clock: .live, transport: nil)
  }

  /// Does beside the reading of the command line what the first request of a process has to do for
  /// the first time. Sends nothing.
  package static func warmUp() async { await HTTPTransport.warmUp() }

  /// As ``connect(_:)``, with another clock and network.
  package static func connect(
    _ options: ConnectionOptions, clock: ClientClock, transport: HTTPTransport?,
    retries: RetryPolicy? = nil
  ) async throws -> GatewayService {
    let (roster, siblings) = prepare(options, clock, transport, retries)
    do {
      return live(try await siblings.session(roster.settings[0]))
    } catch let error as GatewayError
      where options.takesAnyContext && siblings.unnamed != nil && error.isForWantOfSettings
    {
      for other in roster.settings.dropFirst() {
        // Why it cannot be opened is told by whoever asks it.
        if let session = try? await siblings.session(other) { return live(session) }
      }
      throw error
    }
  }

  /// The contexts that lists and the console cover: those that the options name, or the session's
  /// own and those of config.yaml. None is opened yet.
  package static func contexts(_ options: ConnectionOptions) -> ContextSet {
    contexts(options, clock: .live, transport: nil)
  }

  /// As ``contexts(_:)``, with another clock and network.
  package static func contexts(
    _ options: ConnectionOptions, clock: ClientClock, transport: HTTPTransport?,
    retries: RetryPolicy? = nil
  ) -> ContextSet {
    let (roster, siblings) = prepare(options, clock, transport, retries)
    let members = roster.covered.enumerated().map { place, setting in
      ContextMember(
        home: Home(place), setting: setting, isNamed: place > 0 || roster.isFirstNamed,
        seconds: clock.seconds
      ) {
        if let twin = roster.twin(of: setting),
          // One that cannot be opened is nobody's twin.
          let other = try? await siblings.session(twin), other.context.region == setting.region
        {
          throw GatewayError.twin(of: other.context)
        }
        return live(try await siblings.session(setting))
      }
    }
    return ContextSet(members: members) { await siblings.close() }
  }

  private static func prepare(
    _ options: ConnectionOptions, _ clock: ClientClock, _ transport: HTTPTransport?,
    _ retries: RetryPolicy?
  ) -> (ContextRoster, Siblings) {
    let files = ConfigFiles(environment: options.environment)
    let config = files.readConfig()
    let book = JournalBook(folder: options.stateDirectory ?? files.stateFolder, clock: clock)
    let shares = LaneShares(
      bulk: Double(config.budget.bulk) / 100, background: Double(config.budget.background) / 100)
    let pacers = PacerShelf { Pacer(limits: PacerLimits(shares: shares), clock: clock) }
    let roster = ContextRoster(options, config: config)
    let siblings = GatewaySession.siblings(
      roster,
      GatewaySession.Shared(
        config: config, book: book, index: LeakIndex(book: book, clock: clock), clock: clock,
        transport: transport, retries: retries, shelves: (CredentialsShelf(), pacers)))
    return (roster, siblings)
  }
}

extension ConnectionOptions {
  /// The context's name: `sandbox`, the profile that was named, or `default`.
  var profileName: String {
    if isSandbox { return "sandbox" }
    if let profile { return profile }
    return ["AWS_DEFAULT_PROFILE", "AWS_PROFILE"].lazy
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
