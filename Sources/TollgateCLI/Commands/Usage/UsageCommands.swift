import ArgumentParser

/// `tollgate usage …`.
struct UsageCommands: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "usage", abstract: "Read and grant quota.",
    subcommands: [UsageShow.self, UsageTop.self, UsageGrant.self, UsageExport.self])
}
