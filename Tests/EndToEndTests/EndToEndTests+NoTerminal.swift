import TestSupport
import Testing

extension EndToEndTests {
  @Suite("Where the console cannot be shown", .serialized)
  struct NoTerminal {
    @Test(
      "One line says so, and the code is that of wrong usage",
      arguments: [
        "exec \"$0\" < /dev/null", "exec \"$0\" --sandbox < /dev/null",
        "exec \"$0\" --sandbox > /dev/null",
      ])
    func refused(line: String) throws {
      let program = try Program()
      let terminal = try program.start(shell: line)
      let modes = terminal.modes
      #expect(terminal.waitForEnd() == .code(64))
      let said = terminal.screen.text.split(separator: "\n")
      #expect(said.first?.contains("needs a terminal") == true, "\(said)")
      #expect(terminal.bytes.contains(0x1B) == false)
      Program.expectRestored(terminal, modes: modes)
    }

    @Test("A terminal that cannot place its cursor is named", arguments: ["dumb", ""])
    func unusable(term: String) throws {
      let program = try Program()
      let terminal = try program.start(shell: "exec \"$0\" --sandbox", ["TERM": term])
      #expect(terminal.waitForEnd() == .code(64))
      #expect(terminal.screen.text.contains("The console"))
      #expect(terminal.bytes.contains(0x1B) == false)
    }
  }
}
