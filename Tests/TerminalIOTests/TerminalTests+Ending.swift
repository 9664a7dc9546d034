import Foundation
import Glibc
import TestSupport
import Testing

extension TerminalTests {
  @Suite("However the program ends, the terminal is as before", .serialized)
  struct Ending {
    struct Case: CustomTestStringConvertible {
      var how: String
      var key = ""
      var signal: Int32 = 0
      var endings: Set<PseudoTerminal.Ending>
      var says: String?
      var testDescription: String { how }
    }

    @Test(
      "Ended by",
      arguments: [
        Case(how: "quitting", key: "q", endings: [.code(0)], says: "The probe has ended."),
        Case(how: "exit without closing", key: "x", endings: [.code(3)]),
        Case(how: "SIGTERM", signal: SIGTERM, endings: [.code(0)], says: "Ended by SIGTERM."),
        Case(how: "SIGHUP", signal: SIGHUP, endings: [.code(0)], says: "Ended by SIGHUP."),
        Case(how: "SIGINT", signal: SIGINT, endings: [.code(0)], says: "Ended by SIGINT."),
        Case(
          how: "a trap", key: "t", endings: [.signal(SIGILL), .signal(SIGTRAP)],
          says: "Fatal error: Index out of range"),
        Case(how: "abort", key: "a", endings: [.signal(SIGABRT)]),
        Case(how: "a bad access", key: "s", endings: [.signal(SIGSEGV)]),
        Case(how: "SIGBUS", signal: SIGBUS, endings: [.signal(SIGBUS)]),
        Case(how: "SIGFPE", signal: SIGFPE, endings: [.signal(SIGFPE)]),
      ])
    func ending(_ example: Case) throws {
      let terminal = try PseudoTerminal()
      let modes = terminal.modes
      try terminal.start(ProbeTerminal.path(), environment: ProbeTerminal.environment)
      try #require(terminal.wait(for: "bottom"))
      #expect(terminal.screen.isAlternate)
      #expect(terminal.screen.modes.isSuperset(of: [1000, 1006, 2004]))
      #expect(terminal.isCooked == false)
      if example.signal != 0 { terminal.signal(example.signal) } else { terminal.send(example.key) }

      let ending = try #require(terminal.waitForEnd(), "it goes on: \(terminal.screen.text)")
      #expect(example.endings.contains(ending), "ended as \(ending)")
      ProbeTerminal.expectRestored(terminal, modes: modes)
      if let says = example.says { #expect(terminal.screen.contains(says)) }
    }

    @Test("A crash shows no question of Swift's own, and what it said stands on the screen")
    func backtracer() throws {
      let terminal = try ProbeTerminal.open()
      terminal.send("t")
      _ = try #require(terminal.waitForEnd(.seconds(10)))
      #expect(terminal.screen.text.contains("Press space") == false)
      #expect(terminal.screen.isAlternate == false)
      #expect(terminal.screen.contains("Fatal error: Index out of range"))
    }

    @Test("A window that is closed ends it")
    func hangUp() throws {
      let terminal = try ProbeTerminal.open()
      terminal.disconnect()
      #expect(terminal.waitForEnd() == .code(0))
    }

    @Test("A program that hears no more is ended by the second signal")
    func stuck() throws {
      let terminal = try PseudoTerminal()
      let modes = terminal.modes
      try terminal.start(ProbeTerminal.path(), environment: ProbeTerminal.environment)
      try #require(terminal.wait(for: "bottom"))
      terminal.send("w")
      try #require(terminal.wait(for: "1 key character(\"w\")"))
      terminal.signal(SIGTERM)
      terminal.signal(SIGINT)
      #expect(terminal.waitForEnd() == .code(0))
      #expect(terminal.screen.text.contains("Ended by SIG"))
      ProbeTerminal.expectRestored(terminal, modes: modes)
    }

    @Test("What was written to standard error is shown at the end, and kept in the log")
    func standardError() throws {
      let folder = NSTemporaryDirectory() + "probe-\(getpid())-\(UInt32.random(in: 0...9_999))"
      defer { remove(folder + "/state/log"); rmdir(folder + "/state"); rmdir(folder) }
      let log = folder + "/state/log"
      let terminal = try ProbeTerminal.open(["PROBE_LOG": log])
      terminal.send("e")
      try #require(terminal.wait(for: "1 key character(\"e\")"))
      #expect(terminal.screen.contains("words on standard error") == false)
      terminal.send("E")
      #expect(terminal.waitForEnd() == .code(0))
      #expect(terminal.screen.text.contains("words on standard error\nlast ?[31mwords"))
      let kept = try String(contentsOf: URL(filePath: log), encoding: .utf8)
      #expect(kept == "words on standard error\nlast \u{1B}[31mwords\n")
      let mode = try FileManager.default.attributesOfItem(atPath: log)[.posixPermissions]
      #expect(mode as? Int == 0o600)
    }

    @Test("Standard error that goes elsewhere is left alone")
    func redirectedError() throws {
      let terminal = try PseudoTerminal()
      try terminal.start(
        "/bin/sh", ["-c", "exec '\(try ProbeTerminal.path())' 2>/dev/null"],
        environment: ProbeTerminal.environment)
      try #require(terminal.wait(for: "bottom"))
      terminal.send("E")
      #expect(terminal.waitForEnd() == .code(0))
      #expect(terminal.screen.text.contains("words") == false)
    }
  }
}
