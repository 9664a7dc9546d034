import ArgumentParser
import GatewayKit

/// `tollgate plans show`.
struct PlansShow: TollgateCommand {
  static let configuration = CommandConfiguration(
    verb: "show", abstract: "Show one plan with stages, limits and number of keys.",
    discussion: """
      Example:
        tollgate plans show basic-prod
      """)

  @Argument(help: "The plan's id, or its name where only one has it.")
  var plan: String

  @OptionGroup var common: CommonOptions

  func perform(in session: Session) async throws -> ExitStatus {
    try await session.withService { service in
      let found = try await service.onlyPlan(plan)
      let view = PlanView(try await service.plan(found.id, true, .forPerson))
      try session.output.thing(
        view, fields: view.fields, columns: PlanView.columns(withKeys: true), json: view.json)
      return .done
    }
  }
}
