import Canvas
import Foundation
import Testing

@testable import Themes

@Suite("Themes")
struct ThemeTests {
  private func look(_ tier: ColorTier, _ style: Style, _ theme: Theme = .standard) -> Appearance {
    theme.styleSheet(tier: tier).appearance(style)
  }

  @Test("The default needs no correction of its text and is found by name")
  func standard() {
    #expect(
      look(.truecolor, .plain)
        == Appearance(foreground: .rgb(0xD5, 0xDC, 0xE6), background: .rgb(0x12, 0x16, 0x1D)))
    #expect(Theme.standard.slug == "tollgate")
    #expect(Theme.standard.isDark)
    #expect(Theme.standard.path == nil)
    #expect(Theme.standard.styleSheet(tier: .ansi16).id == "tollgate/16")
  }

  @Test("Without colours, attributes tell the same")
  func mono() {
    let plain = look(.mono, .plain)
    #expect(plain == Appearance())
    #expect(look(.mono, Style(.danger)) == Appearance(attributes: .bold))
    #expect(look(.mono, Style(.accent)) == Appearance(attributes: .bold))
    #expect(look(.mono, Style(.warn)) == Appearance(attributes: .underline))
    #expect(look(.mono, Style(.dim)) == Appearance(attributes: .dim))
    #expect(look(.mono, Style(.text, on: .selection)) == Appearance(attributes: .reverse))
    #expect(look(.mono, Style(.dim, on: .selection)) == Appearance(attributes: .reverse))
    #expect(look(.mono, Style(.text, on: .field)) == Appearance(attributes: .underline))
    #expect(
      look(.mono, Style(.text, on: .field, .reverse))
        == Appearance(attributes: [.underline, .reverse]))
  }

  @Test("Reverse on a reversed surface can still be seen")
  func reversed() {
    #expect(look(.mono, Style(.text, on: .bar, .reverse)) == Appearance())
    #expect(look(.truecolor, Style(.text, on: .bar, .reverse)).attributes == .reverse)
  }

  @Test("Sixteen colours: the terminal's own background, none above 7")
  func ansi() throws {
    for theme in [Theme.standard, try #require(ContrastTests.library.theme(named: "linen"))] {
      for surface in Surface.allCases {
        for role in Role.allCases {
          let found = look(.ansi16, Style(role, on: surface), theme)
          #expect(found.background == .standard)
          if case .indexed(let index) = found.foreground { #expect((1...6).contains(index)) }
        }
      }
    }
    #expect(look(.ansi16, Style(.danger)) == Appearance(foreground: .indexed(1), attributes: .bold))
    #expect(look(.ansi16, Style(.warn)) == Appearance(foreground: .indexed(3)))
    let linen = try #require(ContrastTests.library.theme(named: "linen"))
    #expect(look(.ansi16, Style(.warn), linen) == Appearance(foreground: .indexed(5)))
    #expect(look(.ansi16, Style(.ok, on: .selection)) == Appearance(attributes: .reverse))
  }

  @Test("Views' attributes are added")
  func added() {
    let found = look(.truecolor, Style(.danger, on: .dialog, .underline))
    #expect(found.attributes == [.bold, .underline])
  }

  @Test("The user's folder wins; what cannot be read is told and the rest stays")
  func library() throws {
    let root = FileManager.default.temporaryDirectory
      .appendingPathComponent("tollgate-themes-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: root) }  // Left over files harm nobody.
    let one = root.appendingPathComponent("one")
    let two = root.appendingPathComponent("two")
    for folder in [one, two] {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }
    let scheme = try String(
      contentsOfFile: ContrastTests.folder + "/ember.yaml", encoding: .utf8)
    try scheme.write(
      to: one.appendingPathComponent("a.yaml"), atomically: true, encoding: .utf8)
    try scheme.replacing("\"Ember\"", with: "\"Own Ember\"").write(
      to: two.appendingPathComponent("b.yml"), atomically: true, encoding: .utf8)
    try "name: x\n".write(
      to: two.appendingPathComponent("broken.yaml"), atomically: true, encoding: .utf8)
    try Data([0xFF, 0xFE, 0x00]).write(to: two.appendingPathComponent("bytes.yaml"))
    try Data(count: 300 * 1024).write(to: two.appendingPathComponent("large.yaml"))
    for ignored in ["README.md", ".hidden.yaml"] {
      try "nothing".write(
        to: two.appendingPathComponent(ignored), atomically: true, encoding: .utf8)
    }
    let library = ThemeLibrary.load(folders: [one.path, root.path + "/missing", two.path])
    #expect(library.themes.map(\.name) == ["Own Ember", "Tollgate"])
    #expect(
      library.problems == [
        "\(two.path)/broken.yaml: base00 is missing",
        "\(two.path)/bytes.yaml: the file is not UTF-8 text",
        "\(two.path)/large.yaml: the file is too large for a colour scheme",
      ])
    #expect(library.theme(named: "ember")?.path == two.path + "/b.yml")
    #expect(library.theme(named: "Own Ember")?.slug == "ember")
    #expect(library.theme(named: "TOLLGATE")?.slug == "tollgate")
    #expect(library.theme(named: "none") == nil)
    #expect(library.theme(named: "") == nil)
  }

  @Test("Where themes are looked for")
  func folders() {
    #expect(
      ThemeLibrary.folders(executable: "/opt/t/bin/tollgate", environment: ["HOME": "/home/a"]) == [
        "/opt/t/share/tollgate/themes", "/opt/t/bin/themes", "/home/a/.config/tollgate/themes",
      ])
    #expect(
      ThemeLibrary.folders(
        executable: "/src/p/.build/x86_64/release/tollgate",
        environment: ["HOME": "/home/a", "XDG_CONFIG_HOME": "/cfg"]) == [
          "/src/p/themes", "/src/p/.build/x86_64/share/tollgate/themes",
          "/src/p/.build/x86_64/release/themes", "/cfg/tollgate/themes",
        ])
    #expect(ThemeLibrary.folders(executable: nil, environment: [:]) == [])
  }
}
