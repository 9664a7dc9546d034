package import ArgumentParser

/// The program: the console without a subcommand, one operation with one.
package struct Tollgate: ParsableCommand, Sendable {
  /// The program's version.
  package static let number = "0.1.0"

  /// Names, help and subcommands.
  package static let configuration = CommandConfiguration(
    commandName: "tollgate",
    abstract: "A console for API keys and usage plans of Amazon API Gateway.",
    usage: """
      tollgate [<options>]
      tollgate <noun> <verb> [<arguments>] [<options>]
      """,
    discussion: """
      Without a subcommand the console opens. Options of a command stand after its verb. \
      Results go to stdout, everything else to stderr.

      Examples:
        tollgate --sandbox
        tollgate --open ':usage used>80%'
        tollgate keys list --output json
      """,
    version: "tollgate \(number)",
    subcommands: [
      Keys.self, Rotations.self, Plans.self, UsageCommands.self, Undo.self, Audit.self, APIs.self,
      DoctorCommand.self, SandboxCommand.self, IAMCommand.self, ThemesCommands.self,
      Completions.self,
    ])

  /// The view to begin with.
  @Option(
    help: ArgumentHelp("View to begin with, such as plans or usage.", valueName: "name"))
  package var view: String?

  /// A line of the console's command line to begin with.
  @Option(
    help: ArgumentHelp("Command to begin with, such as ':usage used>80%'.", valueName: "command"))
  package var open: String?

  /// The colour theme.
  @Option(help: ArgumentHelp("Colour theme; see themes list.", valueName: "name"))
  package var theme: String?

  /// The options of every command.
  @OptionGroup
  package var common: CommonOptions

  /// Makes a command for the parser to fill.
  package init() {}

  /// Refuses what the console has no use for. The parser would call a `validate` of this command
  /// for every subcommand too, with the subcommand's options, so this is asked for by name.
  func checkForConsole() throws {
    if common.output != nil {
      throw ValidationError(
        "The console writes no results. Leave --output out, or give a command such as keys list.")
    }
    if common.dryRun {
      throw ValidationError(
        "The console shows each change before it is sent. Leave --dry-run out, or give a command.")
    }
    if let open, !open.hasPrefix(":") {
      throw ValidationError(
        "--open takes a line of the console's command line, such as ':usage used>80%'.")
    }
  }
}
