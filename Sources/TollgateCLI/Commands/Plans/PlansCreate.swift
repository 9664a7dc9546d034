import ArgumentParser
import GatewayKit

/// `tollgate plans create`.
struct PlansCreate: TollgateCommand {
  static let configuration = CommandConfiguration(
    verb: "create", abstract: "Make a usage plan.",
    discussion: """
      Examples:
        tollgate plans create --name basic --rate 100 --burst 50
        tollgate plans create --name trial --quota 500 --period DAY --stage shop:prod
      """)
  var isChanging: Bool { true }

  @Option(help: "The plan's name.")
  var name: String

  @Option(help: ArgumentHelp("The description.", valueName: "text"))
  var description: String?

  @OptionGroup var limits: LimitOptions

  @Option(
    help: ArgumentHelp("API stage to open, repeatable; see apis list.", valueName: "api:stage"))
  var stage: [String] = []

  @Option(help: ArgumentHelp("A tag, repeatable.", valueName: "key=value"))
  var tag: [String] = []

  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard !name.isEmpty else { throw ValidationError("--name is empty. Give the plan a name.") }
    if limits.burst != nil && limits.rate == nil {
      throw ValidationError("--burst needs --rate. Give both.")
    }
    _ = try TagArguments.parse(tag)
    for text in stage { _ = try StageArgument(text) }
  }

  func perform(in session: Session) async throws -> ExitStatus {
    let tags = try TagArguments.parse(tag)
    return try await session.withService { service in
      let stages = stage.isEmpty ? [] : try await service.resolveStages(stage)
      let draft = PlanDraft(
        name: name, description: description, throttle: limits.newThrottle, quota: limits.newQuota,
        stages: stages, tags: tags)
      return try await ChangeRun(session: session, service: service).one(.createPlan(draft))
    }
  }
}
