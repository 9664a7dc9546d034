import Foundation
import Glibc
import TestSupport
import Testing

extension TerminalTests {
  @Suite("Stopping and going on", .serialized)
  struct Suspending {
    @Test(
      "ctrl-z gives the terminal to the shell, fg takes it back",
      arguments: ["/bin/bash --norc --noprofile -i", "/bin/dash -i"])
    func controlZ(shell: String) throws {
      var words = shell.split(separator: " ").map(String.init)
      let program = words.removeFirst()
      guard access(program, X_OK) == 0 else { return }
      let terminal = try PseudoTerminal()
      try terminal.start(
        program, words,
        environment: ProbeTerminal.environment.merging(["PS1": "shell% ", "HISTFILE": ""]) { $1 })
      try #require(terminal.wait(for: "shell%"))
      terminal.send("'\(try ProbeTerminal.path())'\r")
      try #require(terminal.wait { $0.isAlternate && $0.contains("bottom") })

      for round in 1...2 {
        terminal.send("\u{1A}")
        // The shell must be ready again, and not only the screen of the last round be back.
        try #require(
          terminal.wait { screen in
            let stops = screen.text.split(separator: "\n").count { $0.contains("Stopped") }
            return stops == round && screen.row(screen.cursor.y) == "shell%"
          }, "\(terminal.screen.text)")
        #expect(terminal.screen.modes.isDisjoint(with: [1000, 1006]))
        #expect(terminal.screen.modes.contains(25))
        terminal.send("fg\r")
        try #require(
          terminal.wait { $0.isAlternate && $0.contains("\(round) resumed") },
          "\(terminal.screen.text)")
        #expect(terminal.screen.row(23) == "bottom")
        #expect(terminal.screen.modes.isSuperset(of: [1000, 1006, 2004]))
      }
      terminal.send("q")
      #expect(terminal.wait { !$0.isAlternate && $0.contains("The probe has ended.") })
      terminal.send("exit\r")
      #expect(terminal.waitForEnd() != nil)
    }

    @Test("A new size while it was stopped is seen when it goes on")
    func sizeWhileStopped() throws {
      let terminal = try PseudoTerminal()
      try terminal.start(
        "/bin/bash", ["--norc", "--noprofile", "-i"],
        environment: ProbeTerminal.environment.merging(["PS1": "shell% "]) { $1 })
      try #require(terminal.wait(for: "shell%"))
      terminal.send("'\(try ProbeTerminal.path())'\r")
      try #require(terminal.wait { $0.isAlternate && $0.contains("bottom") })
      terminal.send("\u{1A}")
      try #require(
        terminal.wait { $0.contains("Stopped") && $0.row($0.cursor.y) == "shell%" })
      terminal.resize(columns: 90, rows: 20)
      terminal.send("fg\r")
      #expect(terminal.wait { $0.isAlternate && $0.contains("probe 90x20") })
      #expect(terminal.wait { $0.row(19) == "bottom" })
      terminal.send("q")
      #expect(terminal.wait { !$0.isAlternate })
    }

    @Test("Without a shell that could bring it back, ctrl-z only redraws")
    func orphan() throws {
      let terminal = try ProbeTerminal.open()
      terminal.send("\u{1A}")
      #expect(terminal.wait(for: "1 resumed"))
      terminal.send("q")
      #expect(terminal.waitForEnd() == .code(0))
    }

    @Test("Stopped and continued by others, it takes its modes back and draws everything")
    func stoppedByOthers() throws {
      let terminal = try ProbeTerminal.open()
      terminal.signal(SIGSTOP)
      terminal.signal(SIGCONT)
      #expect(terminal.wait(for: "1 resumed"))
      #expect(terminal.isCooked == false)
      #expect(terminal.screen.row(23) == "bottom")
    }

    @Test("Work on the normal screen comes back to the console")
    func leave() throws {
      let terminal = try ProbeTerminal.open()
      let before = terminal.bytes.count
      terminal.send("l")
      #expect(terminal.wait(for: "2 resumed"))
      let since = String(decoding: terminal.bytes[before...], as: UTF8.self)
      let left = try #require(since.range(of: "\u{1B}[?1049l"))
      let said = try #require(since.range(of: "on the normal screen"))
      let back = try #require(since.range(of: "\u{1B}[?1049h"))
      #expect(left.upperBound <= said.lowerBound)
      #expect(said.upperBound <= back.lowerBound)
      #expect(terminal.screen.row(23) == "bottom")
    }
  }
}
