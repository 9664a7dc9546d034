import Canvas
import Testing

@testable import TerminalIO

@Suite("Numbers of colours")
struct ColorCodeTests {
  struct Case: CustomTestStringConvertible {
    var color: TerminalColor
    var tier: ColorTier
    var colors = 256
    var number: Int32
    var testDescription: String { "\(color) in \(tier) of \(colors)" }
  }

  @Test(
    "A colour in a tier",
    arguments: [
      Case(color: .standard, tier: .truecolor, number: -1),
      Case(color: .rgb(1, 2, 3), tier: .mono, number: -1),
      Case(color: .rgb(0x12, 0x34, 0x56), tier: .truecolor, number: 0x123456),
      // 0 to 7 would be the palette's colours in a terminal of direct colour.
      Case(color: .rgb(0, 0, 0), tier: .truecolor, number: 8),
      Case(color: .rgb(0, 0, 7), tier: .truecolor, number: 8),
      Case(color: .indexed(3), tier: .truecolor, number: 3),
      Case(color: .indexed(9), tier: .truecolor, number: 0xFF0000),
      Case(color: .indexed(16), tier: .truecolor, number: 8),
      Case(color: .indexed(214), tier: .truecolor, number: 0xFFAF00),
      Case(color: .indexed(255), tier: .truecolor, number: 0xEEEEEE),
      Case(color: .indexed(3), tier: .indexed256, number: 3),
      Case(color: .rgb(255, 175, 0), tier: .indexed256, number: 214),
      Case(color: .rgb(250, 170, 5), tier: .indexed256, number: 214),
      Case(color: .rgb(0, 0, 0), tier: .indexed256, number: 16),
      Case(color: .rgb(9, 8, 8), tier: .indexed256, number: 232),
      Case(color: .indexed(12), tier: .ansi16, number: 12),
      Case(color: .indexed(12), tier: .ansi16, colors: 8, number: 4),
      Case(color: .indexed(196), tier: .ansi16, number: 9),
      Case(color: .rgb(200, 10, 10), tier: .ansi16, colors: 8, number: 1),
    ])
  func number(_ example: Case) {
    let number = ColorCode.number(
      of: example.color, tier: example.tier, colors: example.colors)
    #expect(number == example.number)
  }
}
