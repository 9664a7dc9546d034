import GatewayKit

/// Runs what the command line asks for, and turns every end into an exit code.
package struct CommandLineProgram: Sendable {
  private let world: World
  private let arguments: [String]

  /// Makes a program for the arguments without the program's name.
  package init(world: World, arguments: [String]) {
    self.world = world
    self.arguments = arguments
  }

  /// Prints help, version, or what is wrong with the words.
  package func end(with text: String, status: ExitStatus) -> ExitStatus {
    if status == .done {
      do {
        try world.writeOutput(text.hasSuffix("\n") ? text : text + "\n")
      } catch {
        return .done
      }
      return .done
    }
    let masked = ArgumentMask(arguments).apply(to: text)
    world.writeError(masked.hasSuffix("\n") ? masked : masked + "\n")
    if Self.asksForJSON(arguments) {
      let error = GatewayError(
        kind: .usage, code: "Usage", message: ErrorReport.firstSentence(ofParserText: masked),
        advice: "Run the command with --help to see what it takes.")
      world.writeError(ErrorReport(error, mask: ArgumentMask(arguments)).jsonLine + "\n")
    }
    return status
  }

  /// Runs one command.
  package func run(_ command: any TollgateCommand) async -> ExitStatus {
    let session = Session(command: command, world: world)
    do {
      return try await session.run(command)
    } catch is BrokenPipe {
      return .done
    } catch {
      return report(error, asJSON: command.common.output == .json)
    }
  }

  /// Says that the console needs a terminal; nil when there is one on both sides.
  package func refusalOfConsole() -> ExitStatus? {
    guard !world.terminals.canShowConsole else { return nil }
    return report(
      GatewayError(
        kind: .usage, code: "NotATerminal",
        message: "The console needs a terminal for input and output",
        advice: "Use a command instead, such as tollgate keys list"), asJSON: false)
  }

  /// Writes an error to stderr and says which code the program ends with.
  package func report(_ error: any Error, asJSON: Bool) -> ExitStatus {
    let report = ErrorReport(error, mask: ArgumentMask(arguments))
    world.writeError(report.text + "\n")
    if asJSON { world.writeError(report.jsonLine + "\n") }
    return report.status
  }

  /// Whether broken words asked for JSON all the same.
  static func asksForJSON(_ arguments: [String]) -> Bool {
    for (index, argument) in arguments.enumerated() {
      if ["--output=json", "-o=json", "-ojson"].contains(argument) { return true }
      if ["--output", "-o"].contains(argument), index + 1 < arguments.count,
        arguments[index + 1] == "json"
      {
        return true
      }
    }
    return false
  }
}
