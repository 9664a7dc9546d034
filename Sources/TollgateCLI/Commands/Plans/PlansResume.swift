import ArgumentParser
import GatewayKit

/// `tollgate plans resume`.
struct PlansResume: TollgateCommand {
  static let configuration = CommandConfiguration(
    verb: "resume", abstract: "Put the stages of a suspended plan back as they were.",
    discussion: """
      Example:
        tollgate plans resume basic-prod --yes
      """)
  var isChanging: Bool { true }

  @Argument(help: "The plan's id, or its name where only one has it.")
  var plan: String

  @OptionGroup var common: CommonOptions

  func perform(in session: Session) async throws -> ExitStatus {
    try await session.withService { service in
      let found = try await service.onlyPlan(plan)
      return try await ChangeRun(session: session, service: service).one(.resumePlan(found))
    }
  }
}
