import ArgumentParser
import GatewayKit

/// `tollgate plans suspend`.
struct PlansSuspend: TollgateCommand {
  static let configuration = CommandConfiguration(
    verb: "suspend", abstract: "Cut every key of a plan off, in one request.",
    discussion: """
      The plan's stages are taken away, so that its keys open nothing through it. The journal keeps \
      them with their method throttles, and plans resume puts them back.

      Example:
        tollgate plans suspend basic-prod --yes
      """)
  var isChanging: Bool { true }

  @Argument(help: "The plan's id, or its name where only one has it.")
  var plan: String

  @OptionGroup var common: CommonOptions

  func perform(in session: Session) async throws -> ExitStatus {
    try await session.withService { service in
      let found = try await service.onlyPlan(plan)
      return try await ChangeRun(session: session, service: service).one(.suspendPlan(found))
    }
  }
}
