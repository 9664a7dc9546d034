import ArgumentParser

/// What the words on the command line ask for.
package enum Invocation: Sendable {
  /// Open the console.
  case console(Tollgate)
  /// Run one command.
  case command(any TollgateCommand)
  /// Print a text and end: help, version, a completion script, or what is wrong with the words.
  case text(String, ExitStatus)

  /// Whether the arguments are those of a command that asks a service, at a glance; some of these turn
  /// out to be wrong.
  package static func asksService(_ arguments: [String]) -> Bool {
    guard let first = arguments.first else { return false }
    let nouns: [any ParsableCommand.Type] = [
      Keys.self, Rotations.self, Plans.self, UsageCommands.self, Undo.self, APIs.self,
      DoctorCommand.self,
    ]
    return nouns.contains { $0._commandName == first }
  }

  /// Reads the arguments without the program's name.
  package static func parse(_ arguments: [String]) -> Invocation {
    if let command = directly(arguments) { return .command(command) }
    do {
      var parsed = try Tollgate.parseAsRoot(arguments)
      switch parsed {
      case let console as Tollgate:
        try console.checkForConsole()
        return .console(console)
      case let command as any TollgateCommand:
        return misplacedOption(arguments, command) ?? .command(command)
      default:
        // A noun without a verb, or the parser's own help command: running it throws the help.
        try parsed.run()
        return .text("", .done)
      }
    } catch {
      let status = ExitStatus(rawValue: Tollgate.exitCode(for: error).rawValue)
      return .text(Tollgate.fullMessage(for: error), status)
    }
  }

  /// A command whose noun and verb lead, read by its own words alone: the parser then makes one set
  /// of options instead of three, which is a third of the time to the first request. Whatever is
  /// wrong, and help, goes the long way, which knows the whole line.
  private static func directly(_ arguments: [String]) -> (any TollgateCommand)? {
    var type: any ParsableCommand.Type = Tollgate.self
    var words = arguments[...]
    while !type.configuration.subcommands.isEmpty {
      guard let word = words.popFirst(),
        let next = type.configuration.subcommands.first(where: { $0._commandName == word })
      else { return nil }
      type = next
    }
    do {
      return try type.parseAsRoot(Array(words)) as? any TollgateCommand
    } catch {
      return nil
    }
  }

  /// An option before the noun would be taken for one of the console and lost: `tollgate --read-only
  /// keys delete` must not delete.
  private static func misplacedOption(
    _ arguments: [String], _ command: any TollgateCommand
  ) -> Invocation? {
    guard let first = arguments.first, first.hasPrefix("-") else { return nil }
    let name = first.prefix { $0 != "=" }
    return .text(
      "Error: \(name) stands before the command. Write the options of a command after its verb.",
      .usage)
  }
}
