import ArgumentParser
import GatewayKit

/// `tollgate plans detach`.
struct PlansDetach: TollgateCommand {
  static let configuration = CommandConfiguration(
    verb: "detach", abstract: "Take a key out of a plan.",
    discussion: """
      Example:
        tollgate plans detach acme-mobile basic-prod --yes
      """)
  var isChanging: Bool { true }

  @Argument(help: "The key's id, or its name where only one has it.")
  var key: String

  @Argument(help: "The plan's id, or its name where only one has it.")
  var plan: String

  @OptionGroup var common: CommonOptions

  func perform(in session: Session) async throws -> ExitStatus {
    try await session.withService { service in
      let change = Change.detach(try await service.onlyKey(key), try await service.onlyPlan(plan))
      return try await ChangeRun(session: session, service: service).one(change)
    }
  }
}
