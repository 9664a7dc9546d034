import ArgumentParser
import GatewayKit

/// `tollgate keys rotate`.
struct KeysRotate: TollgateCommand {
  static let configuration = CommandConfiguration(
    verb: "rotate", abstract: "Replace keys by new ones, with an overlap.",
    discussion: """
      The new key takes over name, description, customer id, tags and every plan, and starts with \
      what the old one has left of each quota. Both work until the old one is retired by rotations \
      advance: not before the overlap is over, the new key was seen used and the old one was quiet. \
      Without --deliver the value is had by keys show --show-value.

      On a key whose rotation is open this resumes it, so a run that broke off is simply run again.

      Examples:
        tollgate keys rotate acme-mobile --overlap 7d --deliver file:acme.key
        tollgate keys rotate --tag team=mobile --older-than 90d --deliver file:new/
        tollgate keys rotate acme-mobile --to premium-prod --yes
      """)
  var isChanging: Bool { true }

  @Argument(help: "Ids, or names where only one key has them.")
  var keys: [String] = []

  @OptionGroup var selection: RotationSelection

  @Option(help: ArgumentHelp("Put the new key into this plan (id or name).", valueName: "plan"))
  var to: String?

  @Option(
    help: ArgumentHelp(
      "How long both keys work, such as 24h, 7d or 2w; 7d without it.", valueName: "time"),
    transform: { try TimeSpan($0) })
  var overlap: TimeSpan?

  @Option(
    help: ArgumentHelp(
      "How long the old key must have been quiet; 24h without it.", valueName: "time"),
    transform: { try TimeSpan($0) })
  var quiet: TimeSpan?

  @Option(
    help: ArgumentHelp(
      "Where the value goes: stdout, file:PATH, file:DIR/ or secretsmanager:NAME.",
      valueName: "where"), transform: { try Delivery($0) })
  var deliver: Delivery?

  @Flag(help: "The new key starts with its whole quota.")
  var noCarryQuota = false

  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard keys.isEmpty != selection.isEmpty else {
      throw ValidationError(
        keys.isEmpty
          ? "Name keys, or choose them with --plan, --tag or --older-than."
          : "Name keys, or choose them with --plan, --tag and --older-than, not both.")
    }
    if keys.count > 1 { try shared(by: keys.count) }
  }

  func perform(in session: Session) async throws -> ExitStatus {
    if !common.dryRun { try deliver?.checkPlace(session.world) }
    return try await session.withService { service in
      let found =
        selection.isEmpty
        ? try await service.distinctKeys(keys) : try await selection.keys(service, session)
      try deliver?.checkShared(by: found.count)
      let target = to == nil ? nil : try await service.onlyPlan(to ?? "")
      let requests = found.map { request($0, target) }
      let run = RotationRun(session: session, service: service)
      if common.dryRun { return try await run.preview(requests.map { .rotate($0) }) }
      for sentence in try await service.checkRotations(requests) { session.say(sentence) }
      guard !requests.isEmpty else { return try none(session) }
      try ChangeRun(session: session, service: service)
        .confirm(confirmation(found, service), what: Self.phrase(found))
      guard selection.isEmpty, requests.count == 1, let request = requests.first else {
        return try await several(requests, run)
      }
      return try await one(request, run)
    }
  }

  private func request(_ key: APIKey, _ target: UsagePlan?) -> RotateRequest {
    RotateRequest(
      key: key, target: target, overlap: (overlap ?? .days(7)).seconds,
      quiet: (quiet ?? .hours(24)).seconds, carriesQuota: !noCarryQuota,
      delivery: deliver?.target(for: key))
  }

  private func shared(by count: Int) throws {
    do {
      try deliver?.checkShared(by: count)
    } catch let error as GatewayError {
      throw ValidationError("\(error.message). \(error.advice).")
    }
  }

  /// As disabling would need: `y` for one, the name in a protected context, the count for several.
  private func confirmation(_ keys: [APIKey], _ service: GatewayService) -> Confirmation {
    service.confirmation(keys.map { .setEnabled($0, false) })
  }

  private static func phrase(_ keys: [APIKey]) -> String {
    guard keys.count > 1 else { return "rotate key \(keys.first?.label ?? "")" }
    let names = keys.prefix(10).map(\.label).joined(separator: ", ")
    let more = keys.count > 10 ? " and \((keys.count - 10).grouped) more" : ""
    return "rotate \(keys.count.grouped) keys: \(names)\(more)"
  }

  private func none(_ session: Session) throws -> ExitStatus {
    try session.output.list(
      [RotationResult](), columns: RotationResult.columns(withValues: false),
      none: "No key is chosen.", json: \.json)
    return .done
  }

  private func one(_ request: RotateRequest, _ run: RotationRun) async throws -> ExitStatus {
    try await run.single(.rotate(request))
  }

  /// One after the other, going on after one fails; what was not begun is named.
  private func several(_ requests: [RotateRequest], _ run: RotationRun) async throws -> ExitStatus {
    var bar = ProgressBar(total: requests.count, world: run.session.world)
    var results: [RotationResult] = []
    var interruption: (any Error)?
    for request in requests {
      if let interruption {
        results.append(result(request, nil, interruption))
        continue
      }
      do {
        let outcome = try await run.outcomes(of: .rotate(request), isBulk: true).first
        outcome.map(run.tell)
        results.append(result(request, outcome, outcome?.error))
      } catch is CancellationError {
        interruption = CancellationError()
        results.append(result(request, nil, CancellationError()))
      } catch {
        results.append(result(request, nil, error))
      }
      bar.show(done: results.count)
    }
    bar.clear()
    try run.session.output.list(
      results, columns: RotationResult.columns(withValues: deliver?.target == .stdout),
      none: "No key is chosen.", json: \.json)
    if let interruption { throw interruption }
    return results.allSatisfy(\.isDone) ? .done : .failed
  }

  private func result(
    _ request: RotateRequest, _ outcome: RotationOutcome?, _ error: (any Error)?
  ) -> RotationResult {
    RotationResult(
      id: request.key.id.shown, name: request.key.name, rotation: outcome?.rotation,
      done: outcome?.done ?? [], error: error.map { ErrorReport($0) },
      value: deliver?.target == .stdout ? outcome?.value?.revealed(for: .deliver) : nil)
  }
}
