import ArgumentParser
import GatewayKit

/// `tollgate plans list`.
struct PlansList: TollgateCommand {
  static let configuration = CommandConfiguration(
    verb: "list", abstract: "List plans with limits, stages and number of keys.",
    discussion: """
      Tags and the number of keys cost two requests and more per plan; --brief leaves them out.

      Example:
        tollgate plans list --output csv
      """)

  @Flag(help: "Leave out tags and the number of keys: one request for all plans.")
  var brief = false

  @OptionGroup var common: CommonOptions

  func perform(in session: Session) async throws -> ExitStatus {
    let form = ListForm(
      columns: PlanView.columns(withKeys: !brief), none: "No plans.",
      json: { view, _ in try view.json }
    )
    return try await session.list(form) { [brief] service, showsProgress in
      var plans = try await service.allPlans()
      if !brief {
        var bar = ProgressBar(total: plans.count, noun: "plans", world: session.world)
        plans = try await concurrently(
          plans, progress: { if showsProgress { bar.show(done: $0) } }
        ) {
          try await service.plan($0.id, true, .forPerson)
        }
        bar.clear()
      }
      return plans.map(PlanView.init)
    }
  }

  var coversContexts: Bool { true }
}
