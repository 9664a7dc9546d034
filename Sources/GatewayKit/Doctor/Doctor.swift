package import AWSClient
import Foundation
import LocalStore

/// Looks at everything that the program needs: contexts, endpoints and files. Sends reads only,
/// changes nothing and makes no file.
package struct Doctor: Sendable {
  /// Seconds that a context has; what it has not told by then is not waited for.
  package static let limit = 10.0

  private let options: ConnectionOptions
  private let clock: ClientClock
  private let transport: HTTPTransport?
  private let files: ConfigFiles
  private let config: GatewayConfig

  /// Looks with the real clock and network.
  package init(_ options: ConnectionOptions) {
    self.init(options, clock: .live, transport: nil)
  }

  /// Looks with another clock and network.
  package init(_ options: ConnectionOptions, clock: ClientClock, transport: HTTPTransport?) {
    var own = options
    // To look is not to renew: a token of IAM Identity Center would be written anew.
    own.renewsTokens = false
    own.askMFA = nil
    self.options = own
    self.clock = clock
    self.transport = transport
    files = ConfigFiles(environment: options.environment)
    config = files.readConfig()
  }

  /// The theme that config.yaml names.
  package var theme: String? { config.theme }

  /// The lines about contexts, endpoints and files, in this order.
  package func lines() async -> [DoctorLine] {
    // A second attempt tells a passing fault from one that stays; more would only take time.
    let set = GatewayService.contexts(
      options, clock: clock, transport: transport,
      retries: RetryPolicy(throttleAttempts: 1, transientAttempts: 2))
    let roster = ContextRoster(options, config: config)
    var found = await withTaskGroup(of: (Int, ContextFacts).self) { group in
      for (place, member) in set.members.enumerated() {
        group.addTask { (place, await facts(of: member)) }
      }
      var found = [ContextFacts?](repeating: nil, count: set.members.count)
      for await (place, facts) in group { found[place] = facts }
      return Array(zip(set.members, found.compactMap(\.self)))
    }
    let close = set.close
    await within(2) { await close() }
    let kept = found.filter { !$0.0.isLeftOut }
    if !kept.isEmpty { found = kept }

    var contexts: [DoctorLine] = []
    var endpoints: [DoctorLine] = []
    for (member, facts) in found {
      let surroundings = Surroundings(roster.options(for: member.setting))
      var facts = facts
      if facts.context.region.isEmpty {
        // One that could not be opened has its settings all the same.
        facts.context.region = surroundings.knownRegion ?? ""
      }
      facts.regionSource = options.isSandbox ? nil : surroundings.regionSource
      facts.isSandbox = options.isSandbox
      contexts += facts.lines(now: clock.date(), limit: Self.limit)
      var routes = EndpointFacts(surroundings, context: facts.context)
      routes.isSandbox = options.isSandbox
      endpoints += routes.lines
    }
    return contexts + endpoints + fileFacts.lines
  }

  /// What a context tells within the limit.
  private func facts(of member: ContextMember) async -> ContextFacts {
    let box = FactsBox(ContextFacts(context: member.setting.context))
    await within(Self.limit) {
      do {
        let service = try await member.service()
        for await facts in service.examine() { box.keep(facts) }
      } catch let error as GatewayError {
        box.fail(error)
      } catch {
        // Cancelled: the time is over, and what is known by then is told.
      }
    }
    return box.facts
  }

  /// Does a piece of work, and goes on without it when its time is over. It is cancelled then, but not
  /// waited for: what hangs may not hear it.
  @discardableResult
  private func within(
    _ seconds: Double, _ work: @escaping @Sendable () async -> Void
  ) async -> Bool {
    let (ends, end) = AsyncStream.makeStream(of: Bool.self)
    let doing = Task {
      await work()
      end.yield(true)
    }
    let waiting = Task { [clock] in
      // Cancelled when the work was done first.
      try? await clock.sleep(seconds)
      end.yield(false)
    }
    var isDone = false
    for await first in ends {
      isDone = first
      break
    }
    doing.cancel()
    waiting.cancel()
    return isDone
  }

  private var fileFacts: FileFacts {
    let surroundings = Surroundings(options)
    let state = options.stateDirectory ?? files.stateFolder
    return FileFacts(
      config: files.config,
      isConfigThere: files.config.map { surroundings.fileMode($0) != nil } ?? false,
      problems: config.problems,
      // The emulator's credentials are in no file.
      shared: options.isSandbox ? [] : surroundings.sharedFiles,
      store: state.map { LocalStore.examine(folder: $0) })
  }
}
