import Glibc
import TestSupport
import Testing

extension EndToEndTests {
  @Suite("The console on the sandbox", .serialized)
  struct Console {
    @Test("It opens, shows keys, and quits with q; the terminal is as before")
    func opensAndQuits() throws {
      let program = try Program()
      let terminal = try PseudoTerminal(columns: 100, rows: 30)
      let modes = terminal.modes
      try terminal.start(
        program.path(), ["--sandbox"], environment: program.environment)
      try #require(
        terminal.wait { $0.isAlternate && $0.row(0).contains("tollgate") },
        "no header: \(terminal.screen.text)")
      // Rows of the demo data, whatever they are called: a word for their state.
      #expect(
        terminal.wait { screen in
          (2..<28).contains { screen.row($0).split(separator: " ").contains("on") }
        }, "no keys: \(terminal.screen.text)")
      terminal.send("q")
      #expect(terminal.waitForEnd() == .code(0), "\(terminal.screen.text)")
      Program.expectRestored(terminal, modes: modes)
    }

    @Test("Quitting while everything is still on its way waits for nothing")
    func quitsAtOnce() throws {
      let program = try Program()
      for _ in 1...5 {
        let terminal = try program.start(shell: "exec \"$0\" --sandbox")
        try #require(terminal.wait { $0.isAlternate && $0.row(0).contains("tollgate") })
        terminal.send("q")
        #expect(terminal.waitForEnd(.seconds(4)) == .code(0), "\(terminal.screen.text)")
      }
    }

    @Test("A signal ends it in good order", arguments: [SIGTERM, SIGHUP, SIGINT])
    func signals(number: Int32) throws {
      let program = try Program()
      let terminal = try PseudoTerminal(columns: 100, rows: 30)
      let modes = terminal.modes
      try terminal.start(
        program.path(), ["--sandbox"], environment: program.environment)
      try #require(terminal.wait { $0.isAlternate && $0.row(0).contains("tollgate") })
      terminal.signal(number)
      #expect(terminal.waitForEnd() == .code(128 + number), "\(terminal.screen.text)")
      Program.expectRestored(terminal, modes: modes)
      let name = [SIGTERM: "SIGTERM", SIGHUP: "SIGHUP", SIGINT: "SIGINT"][number] ?? ""
      #expect(terminal.screen.text.contains(name), "\(terminal.screen.text)")
    }

    @Test("A crash brings the terminal back", arguments: [SIGABRT, SIGSEGV, SIGILL])
    func crash(number: Int32) throws {
      let program = try Program()
      let terminal = try PseudoTerminal(columns: 100, rows: 30)
      let modes = terminal.modes
      try terminal.start(
        program.path(), ["--sandbox"], environment: program.environment)
      try #require(terminal.wait { $0.isAlternate && $0.row(0).contains("tollgate") })
      terminal.signal(number)
      #expect(terminal.waitForEnd() == .signal(number))
      Program.expectRestored(terminal, modes: modes)
    }

    @Test("Sizes from one cell to 500x200 are drawn")
    func sizes() throws {
      let program = try Program()
      let terminal = try program.console()
      for step in 0..<30 {
        terminal.resize(columns: 1 + step * 37 % 300, rows: 1 + step * 53 % 100)
        terminal.drain()
      }
      for (columns, rows) in [(1, 1), (500, 200), (39, 7), (80, 24)] {
        terminal.resize(columns: columns, rows: rows)
        terminal.drain()
      }
      #expect(
        terminal.wait { $0.row(0).contains("tollgate") && $0.row(1).contains("Keys") },
        "\(terminal.screen.text)")
      terminal.send("q")
      #expect(terminal.waitForEnd() == .code(0))
    }

    @Test("ctrl-z gives the terminal to the shell, fg takes it back")
    func suspends() throws {
      let program = try Program()
      let terminal = try PseudoTerminal(columns: 100, rows: 30)
      try terminal.start(
        "/bin/bash", ["--norc", "--noprofile", "-i"], environment: program.environment)
      try #require(terminal.wait(for: "shell%"))
      terminal.send("'\(try program.path())' --sandbox\r")
      try #require(terminal.wait { $0.isAlternate && $0.row(0).contains("tollgate") })
      terminal.send("\u{1A}")
      try #require(
        terminal.wait { $0.contains("Stopped") && $0.row($0.cursor.y) == "shell%" })
      #expect(terminal.screen.isAlternate == false)
      terminal.send("fg\r")
      #expect(terminal.wait { $0.isAlternate && $0.row(0).contains("tollgate") })
      terminal.send("q")
      #expect(terminal.wait { !$0.isAlternate })
    }

    @Test(
      "Every kind of terminal shows the keys, and none has its palette changed",
      arguments: [
        ["TERM": "linux"], ["LANG": "C"], ["NO_COLOR": "1"], ["COLORTERM": "truecolor"],
        ["TERM": "screen"], ["TERM": "tmux-256color"], ["TERM": "vt100", "LANG": "C"],
        ["TERM": "not-a-known-terminal"],
      ])
    func terminals(environment: [String: String]) throws {
      let program = try Program()
      let terminal = try program.start(shell: "exec \"$0\" --sandbox", environment)
      #expect(
        terminal.wait { screen in
          screen.row(0).contains("tollgate")
            && (2..<28).contains { screen.row($0).split(separator: " ").contains("on") }
        }, "\(terminal.screen.text)")
      terminal.send("q")
      #expect(terminal.waitForEnd() == .code(0))
      let sent = String(decoding: terminal.bytes, as: UTF8.self)
      #expect(sent.contains("\u{1B}]4;") == false)
      #expect(sent.contains("\u{1B}]104") == false)
      if environment["LANG"] == "C" || environment["TERM"] == "linux" {
        #expect(terminal.bytes.allSatisfy { $0 <= 0x7E })
      }
      if environment["NO_COLOR"] != nil { #expect(sent.contains("\u{1B}[38;") == false) }
      if environment["COLORTERM"] != nil { #expect(sent.contains("\u{1B}[38;2;")) }
    }
  }
}
