import Canvas
import Foundation
import Testing

@testable import Themes

@Suite("Contrast")
struct ContrastTests {
  /// The schemes that the program brings along.
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("themes").path
  static let library = ThemeLibrary.load(folders: [folder])

  @Test("The schemes that come along are all read")
  func brought() {
    #expect(ContrastTests.library.problems == [])
    #expect(
      ContrastTests.library.themes.map(\.slug) == [
        "ember", "fern-and-clay", "glacier", "graphite", "harbour-day", "harbour-night", "linen",
        "midnight-orchard", "rose-and-teal", "signal-dark", "signal-light", "tollgate",
      ])
    #expect(
      ContrastTests.library.themes.filter { !$0.isDark }.map(\.slug) == [
        "harbour-day", "linen", "signal-light",
      ])
    #expect(
      ContrastTests.library.themes.filter { $0.system == "base24" }.map(\.slug) == [
        "linen", "midnight-orchard", "tollgate",
      ])
  }

  @Test("Every theme can be read, in 24 bits and in 256 colours", arguments: library.themes)
  func readable(theme: Theme) {
    #expect(theme.unreadable(.truecolor) == [])
    #expect(theme.unreadable(.indexed256) == [])
  }

  @Test("A selected row can be told from the screen", arguments: library.themes)
  func selection(theme: Theme) {
    for tier in [ColorTier.truecolor, .indexed256] {
      let sheet = theme.styleSheet(tier: tier)
      let base = sheet.appearance(Style(.text, on: .base)).background.rgb
      let selected = sheet.appearance(Style(.text, on: .selection)).background.rgb
      guard let base, let selected else {
        Issue.record("no colours")
        continue
      }
      #expect(base.contrast(with: selected) >= 1.15)
    }
  }

  @Test(
    "High contrast themes keep a contrast of 7 for text",
    arguments: ["signal-dark", "signal-light"])
  func high(slug: String) throws {
    let theme = try #require(ContrastTests.library.theme(named: slug))
    let sheet = theme.styleSheet(tier: .truecolor)
    for role in Role.allCases {
      let appearance = sheet.appearance(Style(role))
      let text = try #require(appearance.foreground.rgb)
      let behind = try #require(appearance.background.rgb)
      #expect(text.contrast(with: behind) >= 7, "\(role)")
    }
  }

  @Test("Thousands of random schemes can be read")
  func random() {
    var generator = SplitMix(state: 20)
    var found: [String] = []
    for round in 0..<2_000 {
      let colors = (0..<24).map { _ in RGB(UInt32(truncatingIfNeeded: generator.next()) & 0xFFFFFF)
      }
      let scheme = Scheme(
        name: "r\(round)", slug: "r\(round)", author: "", system: "base24", colors: colors)
      found += Theme(scheme).unreadable(.truecolor)
      if round.isMultiple(of: 40) { found += Theme(scheme).unreadable(.indexed256) }
    }
    #expect(found == [])
  }

  @Test("Schemes of one colour can be read")
  func flat() {
    for value in [0x000000, 0xFFFFFF, 0x777777, 0x0000FF, 0xFFFF00] as [UInt32] {
      let scheme = Scheme(
        name: "flat", slug: "flat", author: "", system: "base16",
        colors: Array(repeating: RGB(value), count: 24))
      #expect(Theme(scheme).unreadable(.truecolor) == [])
      #expect(Theme(scheme).unreadable(.indexed256) == [])
    }
  }

  @Test("No direct colour has a value that means an index")
  func direct() {
    for value in UInt32(0)..<8 {
      let scheme = Scheme(
        name: "trap", slug: "trap", author: "", system: "base16",
        colors: Array(repeating: RGB(value), count: 24))
      let sheet = Theme(scheme).styleSheet(tier: .truecolor)
      for surface in Surface.allCases {
        for role in Role.allCases {
          let appearance = sheet.appearance(Style(role, on: surface))
          for color in [appearance.foreground, appearance.background] {
            guard case .rgb(let red, let green, let blue) = color else { continue }
            #expect(Int(red) << 16 | Int(green) << 8 | Int(blue) >= 8)
          }
        }
      }
    }
  }

  @Test(
    "Colours of the user's own palette are never used in 256 colours", arguments: library.themes)
  func ownPalette(theme: Theme) {
    let sheet = theme.styleSheet(tier: .indexed256)
    for surface in Surface.allCases {
      for role in Role.allCases {
        let appearance = sheet.appearance(Style(role, on: surface))
        for color in [appearance.foreground, appearance.background] {
          guard case .indexed(let index) = color else {
            Issue.record("\(color) is no index")
            continue
          }
          #expect(index >= 16)
        }
      }
    }
  }

  @Test("Correction keeps the hue")
  func hue() {
    let red = RGB(0x5A1010)
    let corrected = red.readable(on: RGB(0x12161D), atLeast: 4.5)
    #expect(corrected.contrast(with: RGB(0x12161D)) >= 4.5)
    #expect(corrected.red > corrected.green && corrected.red > corrected.blue)
    #expect(RGB(0xF2777A).readable(on: RGB(0x12161D), atLeast: 4.5) == RGB(0xF2777A))
  }
}

/// Random numbers that are the same in every run.
struct SplitMix: RandomNumberGenerator {
  /// Where it stands.
  var state: UInt64

  /// The next number.
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
