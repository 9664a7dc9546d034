import TestSupport
import Testing

/// The probe in a pseudo terminal.
enum ProbeTerminal {
  /// What every program is started with, besides what a test adds.
  static let environment = [
    "TERM": "xterm-256color", "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin", "HOME": "/nonexistent",
  ]

  /// Where the probe is.
  static func path() throws -> String {
    try #require(BuiltProgram.path("terminal-probe"), "terminal-probe is built with the tests")
  }

  /// Starts the probe and waits for its picture.
  static func open(
    columns: Int = 80, rows: Int = 24, _ more: [String: String] = [:]
  ) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(columns: columns, rows: rows)
    try terminal.start(
      path(), environment: environment.merging(more) { $1 })
    try #require(
      terminal.wait { $0.row(rows - 1) == "bottom" }, "the screen: \(terminal.screen.text)")
    return terminal
  }

  /// Checks that nothing of the console is left in the terminal.
  static func expectRestored(
    _ terminal: PseudoTerminal, modes: [UInt32], sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(terminal.modes == modes, sourceLocation: sourceLocation)
    #expect(
      terminal.screen.modes == [25, 7], "cursor on, all else off", sourceLocation: sourceLocation)
    #expect(terminal.screen.unknown == [], sourceLocation: sourceLocation)
  }
}
