import Foundation
import GatewayKit
import TerminalIO
import TollgateCLI

// Values of keys are in memory for a while. A system that does not know these calls has no dumps to
// forbid, so there is nothing to tell.
_ = ProcessMemory.forbidDumps()

let arguments = Array(CommandLine.arguments.dropFirst())
let world = World.live()
let program = CommandLineProgram(world: world, arguments: arguments)

// Not for the console: before it has blocked the signals there must be no other thread.
if Invocation.asksService(arguments) { Task.detached { await GatewayService.warmUp() } }

switch Invocation.parse(arguments) {
case .text(let text, let status):
  exit(program.end(with: text, status: status).rawValue)
case .command(let command):
  exit(CommandRun().run(command, program))
case .console(let words):
  if let refusal = program.refusalOfConsole() { exit(refusal.rawValue) }
  // Before any other thread exists: only the loop on this thread is to take signals.
  TerminalLoop.blockSignals()
  signal(SIGPIPE, SIG_IGN)
  do {
    exit(try ConsoleRun(words, world: world).run())
  } catch {
    exit(program.report(error, asJSON: false).rawValue)
  }
}
