import ArgumentParser
import GatewayKit

/// `tollgate plans delete`.
struct PlansDelete: TollgateCommand {
  static let configuration = CommandConfiguration(
    verb: "delete", abstract: "Delete a plan; its stages are taken away first.",
    discussion: """
      Example:
        tollgate plans delete trial --yes
      """)
  var isChanging: Bool { true }

  @Argument(help: "The plan's id, or its name where only one has it.")
  var plan: String

  @OptionGroup var common: CommonOptions

  func perform(in session: Session) async throws -> ExitStatus {
    try await session.withService { service in
      let found = try await service.onlyPlan(plan)
      return try await ChangeRun(session: session, service: service).one(.deletePlan(found))
    }
  }
}
