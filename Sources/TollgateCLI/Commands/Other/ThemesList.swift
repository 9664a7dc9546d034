import ArgumentParser
import Themes

/// `tollgate themes list`.
struct ThemesList: TollgateCommand {
  static let configuration = CommandConfiguration(
    verb: "list", abstract: "List the themes that --theme and the config take.",
    discussion: """
      Compiled in, beside the program, and in the themes folder of your configuration.

      Example:
        tollgate themes list
      """)

  @OptionGroup var common: CommonOptions

  func perform(in session: Session) async throws -> ExitStatus {
    let library = ThemeLibrary.load(folders: session.world.themeFolders())
    for problem in library.problems { session.say(problem) }
    try session.output.list(library.themes, columns: Self.columns, none: "No themes.") { theme in
      .object([
        ("name", .string(theme.name)), ("slug", .string(theme.slug)),
        ("variant", .string(Self.variant(theme))),
      ])
    }
    return .done
  }

  private static var columns: [Column<Theme>] {
    [
      Column("Theme", "slug", .fixed) { $0.slug },
      Column("Name", "name") { $0.name },
      Column("Variant", "variant", .fixed) { variant($0) },
    ]
  }

  private static func variant(_ theme: Theme) -> String { theme.isDark ? "dark" : "light" }
}
