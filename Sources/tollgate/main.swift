import Foundation
import TollgateCLI

let arguments = Array(CommandLine.arguments.dropFirst())
let program = CommandLineProgram(world: .live(), arguments: arguments)

switch Invocation.parse(arguments) {
case .text(let text, let status):
  exit(program.end(with: text, status: status).rawValue)
case .command(let command):
  exit(CommandRun().run(command, program))
case .console:
  exit(program.refusalOfConsole()?.rawValue ?? ExitStatus.failed.rawValue)
}
