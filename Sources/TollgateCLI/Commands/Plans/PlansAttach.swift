import ArgumentParser
import GatewayKit

/// `tollgate plans attach`.
struct PlansAttach: TollgateCommand {
  static let configuration = CommandConfiguration(
    verb: "attach", abstract: "Put a key into a plan.",
    discussion: """
      Example:
        tollgate plans attach acme-mobile basic-prod --yes
      """)
  var isChanging: Bool { true }

  @Argument(help: "The key's id, or its name where only one has it.")
  var key: String

  @Argument(help: "The plan's id, or its name where only one has it.")
  var plan: String

  @OptionGroup var common: CommonOptions

  func perform(in session: Session) async throws -> ExitStatus {
    try await session.withService { service in
      let change = Change.attach(try await service.onlyKey(key), try await service.onlyPlan(plan))
      return try await ChangeRun(session: session, service: service).one(change)
    }
  }
}
