import Foundation
import Glibc
import TestSupport
import Testing

extension TerminalTests {
  @Suite("What is drawn", .serialized)
  struct Screen {
    private func sent(_ terminal: PseudoTerminal, from start: Int = 0) -> String {
      String(decoding: terminal.bytes[start...], as: UTF8.self)
    }

    @Test("The picture, with wide and combining text in its columns")
    func picture() throws {
      let terminal = try ProbeTerminal.open(columns: 40, rows: 8)
      #expect(
        terminal.screen.text == """
          probe 40x8 indexed256 unicode
          red on blue
          wide 漢字 e\u{301} end




          bottom
          """)
      #expect(terminal.screen.title == "probe")
      #expect(terminal.screen.cursor == (2, 1))
      #expect(terminal.screen.unknown == [])
    }

    @Test("A frame that changed one row sends that row only")
    func oneRow() throws {
      let terminal = try ProbeTerminal.open()
      let start = terminal.bytes.count
      terminal.send("y")
      try #require(terminal.wait(for: "1 key character(\"y\")"))
      terminal.drain()
      let sent = sent(terminal, from: start)
      #expect(sent.contains("probe") == false)
      #expect(sent.contains("bottom") == false)
      #expect(sent.utf8.count < 60, "\(sent.debugDescription)")
    }

    @Test("Every new size arrives, five of five, and is drawn")
    func sizes() throws {
      let terminal = try ProbeTerminal.open()
      for (columns, rows) in [(100, 30), (60, 12), (132, 50), (40, 10), (81, 25)] {
        terminal.resize(columns: columns, rows: rows)
        try #require(
          terminal.wait {
            $0.row(0).hasPrefix("probe \(columns)x\(rows) ") && $0.row(rows - 1) == "bottom"
          }, "\(columns)x\(rows):\n\(terminal.screen.text)")
      }
    }

    @Test("A storm of sizes, from one cell to 500x200, leaves the right picture")
    func storm() throws {
      let terminal = try ProbeTerminal.open()
      for step in 0..<40 {
        terminal.resize(columns: 1 + step * 37 % 500, rows: 1 + step * 53 % 200)
        terminal.drain()
      }
      terminal.resize(columns: 1, rows: 1)
      try #require(terminal.wait { $0.row(0) == "b" })
      terminal.resize(columns: 500, rows: 200)
      #expect(terminal.wait { $0.row(0).hasPrefix("probe 500x200 ") && $0.row(199) == "bottom" })
      terminal.resize(columns: 80, rows: 24)
      #expect(terminal.wait { $0.row(0).hasPrefix("probe 80x24 ") && $0.row(23) == "bottom" })
      terminal.send("q")
      #expect(terminal.waitForEnd() == .code(0))
    }

    @Test("Of many frames the last one stands")
    func manyFrames() throws {
      let terminal = try ProbeTerminal.open(columns: 200, rows: 60)
      terminal.send("h")
      #expect(terminal.wait { $0.row(0).hasPrefix("frame 500") && $0.row(59).hasPrefix("000") })
      #expect(terminal.screen.modes.contains(25) == false)
    }

    @Test("Redrawing brings back what another program wrote over")
    func redraw() throws {
      let terminal = try ProbeTerminal.open()
      let start = terminal.bytes.count
      terminal.send("r")
      try #require(terminal.wait(for: "1 key character(\"r\")"))
      #expect(terminal.wait { _ in sent(terminal, from: start).contains("bottom") })
      #expect(terminal.screen.row(0) == "probe 80x24 indexed256 unicode")
    }

    @Test("24 bit colour where COLORTERM says so, and the palette is left alone")
    func truecolor() throws {
      for hint in ["truecolor", "24bit"] {
        let terminal = try ProbeTerminal.open(["COLORTERM": hint])
        #expect(terminal.screen.row(0) == "probe 80x24 truecolor unicode")
        terminal.send("q")
        #expect(terminal.waitForEnd() == .code(0))
        let sent = sent(terminal)
        #expect(sent.contains("38;2;18;52;86"))
        #expect(sent.contains("48;2;254;220;10"))
        #expect(sent.contains("\u{1B}]4;") == false)
        #expect(sent.contains("\u{1B}]104") == false)
      }
    }

    struct Case: CustomTestStringConvertible {
      var environment: [String: String]
      var first: String
      var testDescription: String { "\(environment)" }
    }

    @Test(
      "Tier and glyphs by terminal and environment",
      arguments: [
        Case(environment: ["TERM": "tmux-256color"], first: "indexed256 unicode"),
        Case(
          environment: ["TERM": "tmux-256color", "COLORTERM": "truecolor"],
          first: "truecolor unicode"),
        Case(environment: ["TERM": "screen"], first: "ansi16 unicode"),
        Case(environment: ["TERM": "linux"], first: "ansi16 ascii"),
        Case(environment: ["TERM": "vt100"], first: "mono unicode"),
        Case(environment: ["NO_COLOR": "1"], first: "mono unicode"),
        Case(environment: ["NO_COLOR": ""], first: "indexed256 unicode"),
        Case(environment: ["LANG": "C"], first: "indexed256 ascii"),
        Case(environment: ["LANG": "xx_YY.UTF-8"], first: "indexed256 unicode"),
      ])
    func tiers(_ example: Case) throws {
      let terminal = try ProbeTerminal.open(example.environment)
      #expect(terminal.screen.row(0) == "probe 80x24 " + example.first)
      #expect(terminal.screen.row(23) == "bottom")
      if example.first.hasPrefix("mono") {
        #expect(sent(terminal).contains("\u{1B}[38;") == false)
      }
      terminal.send("q")
      #expect(terminal.waitForEnd() == .code(0))
      #expect(terminal.isCooked)
    }

    @Test("Without UTF-8 what cannot be shown is a question mark of the same width")
    func noUTF8() throws {
      let terminal = try ProbeTerminal.open(["LANG": "C"])
      #expect(terminal.screen.row(2) == "wide ? ?  e end")
      #expect(terminal.bytes.allSatisfy { $0 <= 0x7E })
    }

    @Test("A terminal that nobody knows is drawn for as an xterm, and that is said")
    func unknownTerminal() throws {
      let terminal = try ProbeTerminal.open(["TERM": "nonsense"])
      #expect(
        terminal.screen.row(3)
          == "TERM \"nonsense\" is not known here; the console draws for xterm-256color.")
    }

    @Test(
      "A terminal that cannot place its cursor, and none at all, get one sentence",
      arguments: [
        ("TERM=dumb", "The console cannot draw on a terminal of the kind \"dumb\"."),
        (
          "TERM=",
          "The console needs a terminal, and TERM does not say which kind this one is."
        ),
        (
          "-u COLORTERM < /dev/null",
          "The console needs a terminal, and standard input or output is not one."
        ),
      ])
    func refused(setting: String, sentence: String) throws {
      let terminal = try PseudoTerminal()
      let modes = terminal.modes
      let words = setting.split(separator: "<", maxSplits: 1).map(String.init)
      let input = words.count > 1 ? "<" + words[1] : ""
      try terminal.start(
        "/bin/sh", ["-c", "exec env \(words[0]) '\(try ProbeTerminal.path())' \(input)"],
        environment: ProbeTerminal.environment)
      #expect(terminal.waitForEnd() == .code(64))
      #expect(terminal.screen.text.split(separator: "\n") == [Substring(sentence)])
      ProbeTerminal.expectRestored(terminal, modes: modes)
    }

    @Test("Copying goes through the terminal, ringing rings")
    func sequences() throws {
      let terminal = try ProbeTerminal.open()
      terminal.send("cb")
      #expect(terminal.wait { $0.bells == 1 })
      #expect(terminal.screen.clipboard == "Y29waWVkIHRleHQ=")
    }

    @Test("Inside of tmux its own command copies, and the sequence only when that fails")
    func tmux() throws {
      let folder = NSTemporaryDirectory() + "tmux-\(getpid())-\(UInt32.random(in: 0...9_999))"
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(atPath: folder) }  // A leftover in /tmp is all.
      let program = URL(filePath: folder + "/tmux")
      let taken = folder + "/taken"
      let environment = [
        "TERM": "tmux-256color", "TMUX": "/nowhere,1,0", "PATH": folder + ":/usr/bin:/bin",
      ]
      func install(_ script: String) throws {
        try Data("#!/bin/sh\n\(script)\n".utf8).write(to: program)
        chmod(program.path, 0o700)
      }

      try install(
        "[ \"$*\" = 'load-buffer -w -' ] && cat > '\(taken).new' "
          + "&& mv '\(taken).new' '\(taken)'")
      let terminal = try ProbeTerminal.open(environment)
      terminal.send("c")
      #expect(terminal.wait { _ in FileManager.default.fileExists(atPath: taken) })
      #expect(try String(contentsOf: URL(filePath: taken), encoding: .utf8) == "copied text")
      #expect(terminal.screen.clipboard.isEmpty)

      try install("exit 1")
      terminal.send("c")
      #expect(terminal.wait { $0.clipboard == "Y29waWVkIHRleHQ=" })
      terminal.send("q")
      #expect(terminal.waitForEnd() == .code(0))
      // The title that was there before comes back.
      #expect(sent(terminal).contains("\u{1B}[22;2t"))
      #expect(sent(terminal).contains("\u{1B}[23;2t"))
    }
  }
}
