import TestSupport
import Testing

extension TerminalTests {
  @Suite("What is typed arrives", .serialized)
  struct Input {
    @Test("Arrows, named keys and function keys, in the forms that terminals send")
    func keys() throws {
      let typed = [
        ("\u{1B}[A", "up"), ("\u{1B}OA", "up"), ("\u{1B}[B", "down"), ("\u{1B}OB", "down"),
        ("\u{1B}[C", "right"), ("\u{1B}OC", "right"), ("\u{1B}[D", "left"), ("\u{1B}OD", "left"),
        ("\u{1B}[H", "home"), ("\u{1B}OH", "home"), ("\u{1B}[1~", "home"), ("\u{1B}[7~", "home"),
        ("\u{1B}[F", "end"), ("\u{1B}OF", "end"), ("\u{1B}[4~", "end"), ("\u{1B}[8~", "end"),
        ("\u{1B}[5~", "pageUp"), ("\u{1B}[6~", "pageDown"), ("\u{1B}[2~", "insert"),
        ("\u{1B}[3~", "delete"), ("\u{1B}[Z", "backTab"), ("\u{1B}OM", "enter"),
        ("\u{1B}OP", "function(1)"), ("\u{1B}[11~", "function(1)"), ("\u{1B}[[A", "function(1)"),
        ("\u{1B}OS", "function(4)"), ("\u{1B}[14~", "function(4)"),
        ("\u{1B}[15~", "function(5)"), ("\u{1B}[17~", "function(6)"),
        ("\u{1B}[21~", "function(10)"), ("\u{1B}[23~", "function(11)"),
        ("\u{1B}[24~", "function(12)"),
        ("\u{7F}", "backspace"), ("\t", "tab"), ("\r", "enter"), ("\u{3}", "control(\"c\")"),
        ("\u{13}", "control(\"s\")"), ("\u{11}", "control(\"q\")"), ("é", "character(\"é\")"),
        ("漢", "character(\"漢\")"), ("\u{1B}y", "alt(\"y\")"),
      ]
      let terminal = try ProbeTerminal.open(rows: 60)
      for (number, (bytes, key)) in typed.enumerated() {
        terminal.send(bytes)
        let wanted = "\(number + 1) key \(key)"
        try #require(
          terminal.wait { $0.contains(wanted) },
          "\(bytes.debugDescription) should be \(key):\n\(terminal.screen.text)")
      }
    }

    @Test("Escape alone acts at once")
    func escape() throws {
      let terminal = try ProbeTerminal.open()
      let clock = ContinuousClock()
      var times: [Duration] = []
      for number in 1...8 {
        let start = clock.now
        terminal.send("\u{1B}")
        try #require(terminal.wait(for: "\(number) key escape"))
        times.append(clock.now - start)
      }
      // The quickest, since other work on the machine can only make it slower.
      let quickest = try #require(times.min())
      #expect(quickest < .milliseconds(100), "\(times)")
      #expect(quickest >= .milliseconds(20), "the escape delay is waited for: \(times)")
    }

    @Test("A sequence that nobody knows does nothing")
    func unknown() throws {
      let terminal = try ProbeTerminal.open()
      terminal.send("\u{1B}[27;5;9~\u{1B}[1;9Z\u{1B}]11;rgb:0/0/0\u{7}y")
      #expect(terminal.wait(for: "1 key character(\"y\")"))
    }

    @Test("A paste is one event, whatever is in it, and its lines end as a program's do")
    func paste() throws {
      let terminal = try ProbeTerminal.open()
      terminal.send("\u{1B}[200~one\rtwo\r\nq\u{1B}[A\u{3}é\u{1B}[201~y")
      #expect(terminal.wait(for: "2 key character(\"y\")"))
      #expect(terminal.screen.row(4) == "1 paste 15 one/two/q?[A?é")
    }

    @Test("A long paste arrives whole, in the pieces the terminal sends it in")
    func longPaste() throws {
      let terminal = try ProbeTerminal.open()
      let text = String(repeating: "0123456789abcdef", count: 16 * 1_024)
      terminal.send("\u{1B}[200~" + text + "\u{1B}[201~")
      #expect(terminal.wait(for: "1 paste \(text.utf8.count) 0123456789"))
    }

    @Test("Clicks and the wheel, also past column 223, and none outside of the screen")
    func mouse() throws {
      let terminal = try ProbeTerminal.open(columns: 300)
      terminal.send("\u{1B}[<0;5;3M\u{1B}[<0;5;3m\u{1B}[<64;10;3M\u{1B}[<65;290;24M")
      #expect(terminal.wait(for: "3 mouse wheelDown 289,23"))
      #expect(terminal.screen.row(4) == "1 mouse press 4,2")
      #expect(terminal.screen.row(5) == "2 mouse wheelUp 9,2")
      terminal.send("\u{1B}[<0;301;3M\u{1B}[<0;1;99M\u{1B}[<2;1;1M")
      terminal.send("y")
      #expect(terminal.wait(for: "4 key character(\"y\")"))
    }

    @Test("Without the mouse the terminal is never asked for it")
    func noMouse() throws {
      let terminal = try ProbeTerminal.open(["PROBE_MOUSE": "off"])
      #expect(terminal.screen.modes.isDisjoint(with: [1000, 1002, 1003, 1006]))
    }
  }
}
