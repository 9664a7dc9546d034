import ArgumentParser

/// `tollgate plans …`.
struct Plans: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plans", abstract: "List, make and change usage plans.",
    subcommands: [
      PlansList.self, PlansShow.self, PlansCreate.self, PlansUpdate.self, PlansDelete.self,
      PlansAttach.self, PlansDetach.self, PlansSuspend.self, PlansResume.self,
    ])
}
