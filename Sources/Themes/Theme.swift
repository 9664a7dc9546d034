package import Canvas

/// A colour scheme that has been read, checked and corrected for contrast.
package struct Theme: Sendable {
  /// Its name as the file has it.
  package let name: String
  /// What `--theme` and the config take: lower case, dashes.
  package let slug: String
  /// Who made it; empty when the file does not say.
  package let author: String
  /// `base16` or `base24`.
  package let system: String
  /// True when the background is dark.
  package let isDark: Bool
  /// The file it came from; nil for the one that is compiled in.
  package let path: String?
  /// The colours of its roles.
  let palette: Palette

  /// Makes a theme of a scheme.
  init(_ scheme: Scheme, path: String? = nil) {
    name = scheme.name
    slug = scheme.slug
    author = scheme.author
    system = scheme.system
    self.path = path
    isDark = scheme.colors[0].luminance < scheme.colors[5].luminance
    palette = Palette(scheme)
  }

  /// The compiled-in default.
  package static let standard = Theme(.standard)

  /// The appearance of every style in a tier.
  package func styleSheet(tier: ColorTier) -> StyleSheet {
    let table = AppearanceTable(palette, isDark: isDark, tier: tier)
    return StyleSheet(id: "\(slug)/\(tier.rawValue)") { table.appearance($0) }
  }
}
