import ArgumentParser

/// `tollgate themes …`.
struct ThemesCommands: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "themes", abstract: "List colour themes.", subcommands: [ThemesList.self])
}
