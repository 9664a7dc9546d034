package import Canvas
import Yams

// INTERFACE STUB.
/// A colour scheme that has been read, checked and corrected for contrast.
package struct Theme: Sendable {
  /// Its name as the file has it.
  package let name: String
  /// What `--theme` and the config take: lower case, dashes.
  package let slug: String
  /// True when the background is dark.
  package let isDark: Bool

  /// The compiled-in default.
  package static var standard: Theme { fatalError("stub") }

  /// The appearance of every style in a tier.
  package func styleSheet(tier: ColorTier) -> StyleSheet { fatalError() }
}

/// The themes that can be chosen: compiled in, then those of folders; later ones win by slug.
package struct ThemeLibrary: Sendable {
  /// All themes, by slug in order.
  package let themes: [Theme]
  /// One sentence per file that could not be read: name, line and reason.
  package let problems: [String]

  /// Reads `*.yaml` and `*.yml` from folders that exist; a folder that does not exist is no problem.
  package static func load(folders: [String]) -> ThemeLibrary { fatalError() }

  /// Finds a theme by slug or name.
  package func theme(named name: String) -> Theme? { fatalError() }
}
