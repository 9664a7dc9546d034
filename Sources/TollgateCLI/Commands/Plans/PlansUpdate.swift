import ArgumentParser
import GatewayKit

/// `tollgate plans update`.
struct PlansUpdate: TollgateCommand {
  static let configuration = CommandConfiguration(
    verb: "update", abstract: "Change a plan; everything goes out as one request.",
    discussion: """
      API Gateway takes one change of a plan every 20 seconds and account, so a second one waits and \
      says how long.

      Examples:
        tollgate plans update basic --rate 200 --burst 100 --yes
        tollgate plans update basic --method-throttle 'shop:prod /search GET=5/10'
      """)
  var isChanging: Bool { true }

  @Argument(help: "The plan's id, or its name where only one has it.")
  var plan: String

  @Option(help: "The new name.")
  var name: String?

  @OptionGroup var limits: LimitOptions

  @Flag(help: "Take rate and burst away: unlimited.")
  var noThrottle = false

  @Flag(help: "Take the quota away: unlimited.")
  var noQuota = false

  @Option(help: ArgumentHelp("API stage to open, repeatable.", valueName: "api:stage"))
  var addStage: [String] = []

  @Option(help: ArgumentHelp("API stage to close, repeatable.", valueName: "api:stage"))
  var removeStage: [String] = []

  @Option(
    help: ArgumentHelp(
      "Limits of one method, 'API:STAGE /path GET=RATE/BURST', repeatable.", valueName: "limits"),
    transform: { try MethodThrottleArgument($0) })
  var methodThrottle: [MethodThrottleArgument] = []

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if noThrottle && limits.throttle != nil {
      throw ValidationError("--no-throttle and --rate contradict each other. Give one of them.")
    }
    if noQuota && limits.quota != nil {
      throw ValidationError("--no-quota and --quota contradict each other. Give one of them.")
    }
    if let name, name.isEmpty { throw ValidationError("--name is empty. Give a name.") }
    let added = Set(try addStage.map { try StageArgument($0) })
    let removed = Set(try removeStage.map { try StageArgument($0) })
    if let both = added.intersection(removed).first {
      throw ValidationError("\(both.text) is to be added and removed. Give one of them.")
    }
    if let gone = methodThrottle.first(where: { removed.contains($0.stage) }) {
      throw ValidationError(
        "\(gone.stage.text) is to be removed and given method limits. Give one of them.")
    }
    let isEmpty =
      name == nil && limits.throttle == nil && limits.quota == nil && !noThrottle && !noQuota
      && added.isEmpty && removed.isEmpty && methodThrottle.isEmpty
    if isEmpty {
      throw ValidationError(
        "Nothing to change. Give --name, --rate, --quota, --add-stage or others.")
    }
  }

  func perform(in session: Session) async throws -> ExitStatus {
    try await session.withService { service in
      var found = try await service.onlyPlan(plan)
      let edit = try await edit(of: found, service)
      // Whether the plan has keys decides what a person is asked for, and only then it is counted.
      if !common.yes && !common.dryRun && session.world.terminals.canAsk {
        found.keyCount = try await service.plan(found.id, true, .forPerson).keyCount
      }
      return try await ChangeRun(session: session, service: service).one(.updatePlan(found, edit))
    }
  }

  private func edit(of plan: UsagePlan, _ service: GatewayService) async throws -> PlanEdit {
    if limits.burst != nil && limits.rate == nil && plan.throttle?.rateLimit == nil {
      throw GatewayError.wrongWords(
        "The plan \(plan.label) has no rate yet, and --burst alone gives it none",
        advice: "Give --rate too")
    }
    let throttle = plan.throttle?.burstLimit == nil ? limits.newThrottle : limits.throttle
    let added = try await addStage.isEmpty ? [] : service.resolveStages(addStage)
    var methods: [StageReference: [String: Throttle]] = [:]
    for argument in methodThrottle {
      let stage = try await reference(argument.stage, in: plan.apiStages + added, service)
      methods[stage, default: [:]][argument.method] = argument.throttle
    }
    var removed: [StageReference] = []
    for text in removeStage {
      removed.append(try await reference(StageArgument(text), in: plan.apiStages, service))
    }
    return PlanEdit(
      name: name, throttle: noThrottle ? .remove : throttle.map { .set($0) } ?? .keep,
      quota: noQuota ? .remove : quota(of: plan).map { .set($0) } ?? .keep,
      addStages: added.map(\.reference), removeStages: removed, methodThrottles: methods)
  }

  /// The new quota keeps the plan's day of reset while the period stays the same.
  private func quota(of plan: UsagePlan) -> Quota? {
    guard var quota = limits.newQuota else { return nil }
    if let old = plan.quota, old.period == quota.period { quota.offset = old.offset }
    return quota
  }

  /// A stage of the plan by the API's id or name. The API itself need not exist any more; only what the
  /// plan does not have is looked up, so that the refusal says which of the two is wrong.
  private func reference(
    _ argument: StageArgument, in stages: [PlanStage], _ service: GatewayService
  ) async throws -> StageReference {
    let own = stages.filter {
      $0.reference.stage == argument.stage
        && ($0.reference.apiId == argument.api || $0.apiName == argument.api)
    }
    if let only = own.first, own.count == 1 { return only.reference }
    let resolved = try await service.resolveStages([argument.text]).map(\.reference)
    if let first = resolved.first, stages.contains(where: { $0.reference == first }) {
      return first
    }
    throw GatewayError(
      kind: .notFound, code: "NotFound",
      message: "The plan \(plan) does not open the stage \(argument.text)",
      advice: "See its stages with plans show, or add the stage with --add-stage")
  }
}
