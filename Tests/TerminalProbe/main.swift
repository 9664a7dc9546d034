import Canvas
import Glibc
import TerminalIO

// A program that draws a fixed pattern and echoes what the terminal tells it, so that tests can
// watch the terminal's side of a ``TerminalLoop`` in a pseudo terminal.

TerminalLoop.blockSignals()

let environment = ProbeEnvironment.read()
do {
  let loop = try TerminalLoop(
    options: TerminalOptions(
      mouse: environment["PROBE_MOUSE"] != "off", environment: environment,
      standardErrorLog: environment["PROBE_LOG"]))
  Task.detached {
    var probe = Probe(loop: loop)
    await probe.run()
  }
  loop.run()
  exit(0)
} catch {
  print(error.sentence)
  exit(64)
}
