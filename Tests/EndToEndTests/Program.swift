import Foundation
import Glibc
import TestSupport
import Testing

/// The built program with a home of its own, so that no test meets the user's files or credentials.
final class Program {
  private let home: URL

  init() throws {
    home = FileManager.default.temporaryDirectory
      .appending(path: "tollgate-end-to-end-\(getpid())-\(UInt32.random(in: 0...UInt32.max))")
    try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
  }

  deinit {
    // A leftover in the temporary folder hurts nobody.
    try? FileManager.default.removeItem(at: home)
  }

  /// Where the program is.
  func path() throws -> String {
    try #require(BuiltProgram.path("tollgate"), "tollgate is built with the tests")
  }

  /// What it is started with.
  var environment: [String: String] {
    [
      "TERM": "xterm-256color", "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin", "TZ": "UTC",
      "HOME": home.path, "XDG_CONFIG_HOME": home.path + "/config",
      "XDG_STATE_HOME": home.path + "/state", "XDG_CACHE_HOME": home.path + "/cache",
      "XDG_DATA_HOME": home.path + "/data", "AWS_EC2_METADATA_DISABLED": "true",
      "TMPDIR": home.path, "PS1": "shell% ",
    ]
  }

  /// Starts it in a terminal. `shell` is a line for sh in which `$0` is the program.
  func start(
    shell line: String, columns: Int = 100, rows: Int = 30, _ more: [String: String] = [:]
  ) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(columns: columns, rows: rows)
    try terminal.start(
      "/bin/sh", ["-c", line, path()], environment: environment.merging(more) { $1 })
    return terminal
  }

  /// Starts the console on the sandbox and waits until it shows keys.
  func console(columns: Int = 100, rows: Int = 30) throws -> PseudoTerminal {
    let terminal = try start(shell: "exec \"$0\" --sandbox", columns: columns, rows: rows)
    try #require(
      terminal.wait { screen in
        screen.isAlternate && screen.row(0).contains("tollgate") && screen.row(1).contains("Keys")
      }, "no console: \(terminal.screen.text)")
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
