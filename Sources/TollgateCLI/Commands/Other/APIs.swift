import ArgumentParser

/// `tollgate apis …`.
struct APIs: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "apis", abstract: "List REST APIs.", subcommands: [APIsList.self])
}
