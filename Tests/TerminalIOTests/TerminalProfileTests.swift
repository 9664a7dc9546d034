import Canvas
import Testing

@testable import TerminalIO

@Suite("What is decided about a terminal")
struct TerminalProfileTests {
  struct Case: CustomTestStringConvertible {
    var colors: Int
    var canColor = true
    var forced: ColorTier?
    var environment: [String: String] = [:]
    var tier: ColorTier
    var testDescription: String { "\(colors) \(forced?.rawValue ?? "-") \(environment)" }
  }

  @Test(
    "The colour tier",
    arguments: [
      Case(colors: 256, tier: .indexed256),
      Case(colors: 8, tier: .ansi16),
      Case(colors: 16, tier: .ansi16),
      Case(colors: -1, canColor: false, tier: .mono),
      Case(colors: 256, environment: ["COLORTERM": "truecolor"], tier: .truecolor),
      Case(colors: 256, environment: ["COLORTERM": "24bit"], tier: .truecolor),
      Case(colors: 256, environment: ["COLORTERM": "yes"], tier: .indexed256),
      Case(colors: 8, environment: ["COLORTERM": "truecolor"], tier: .ansi16),
      Case(colors: 1 << 24, tier: .truecolor),
      Case(colors: 256, environment: ["NO_COLOR": "1", "COLORTERM": "truecolor"], tier: .mono),
      Case(colors: 256, environment: ["NO_COLOR": ""], tier: .indexed256),
      Case(colors: 256, forced: .truecolor, environment: ["NO_COLOR": "1"], tier: .truecolor),
      Case(colors: 256, forced: .mono, tier: .mono),
      Case(colors: 256, forced: .ansi16, tier: .ansi16),
      Case(colors: -1, canColor: false, forced: .truecolor, tier: .mono),
      Case(colors: 1 << 24, forced: .indexed256, tier: .truecolor),
    ])
  func tier(_ example: Case) {
    let profile = TerminalProfile(
      term: "xterm", entry: .init(colors: example.colors, canColor: example.canColor),
      isUTF8: true, forced: example.forced, environment: example.environment)
    #expect(profile.tier == example.tier)
  }

  @Test("Glyphs above 0x7E need UTF-8, and more than the console of Linux")
  func glyphs() {
    func glyphs(_ term: String, _ isUTF8: Bool) -> GlyphSet {
      TerminalProfile(
        term: term, entry: .init(colors: 8, canColor: true), isUTF8: isUTF8, forced: nil,
        environment: [:]
      ).glyphs
    }
    #expect(glyphs("xterm", true) == .unicode)
    #expect(glyphs("xterm", false) == .ascii)
    #expect(glyphs("linux", true) == .ascii)
  }

  @Test("The escape delay is the user's, within reason, or 25 ms")
  func escapeDelay() {
    #expect(TerminalProfile.escapeDelay(environment: [:]) == 25)
    #expect(TerminalProfile.escapeDelay(environment: ["ESCDELAY": "200"]) == 200)
    #expect(TerminalProfile.escapeDelay(environment: ["ESCDELAY": "-1"]) == 25)
    #expect(TerminalProfile.escapeDelay(environment: ["ESCDELAY": "soon"]) == 25)
    #expect(TerminalProfile.escapeDelay(environment: ["ESCDELAY": "999999"]) == 2_000)
  }
}
