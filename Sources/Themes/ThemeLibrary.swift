/// The themes that can be chosen: compiled in, then those of folders; later ones win by slug.
package struct ThemeLibrary: Sendable {
  private let shelf: ThemeShelf

  /// All themes, by slug in order.
  package var themes: [Theme] { shelf.content.themes }
  /// One sentence per file that could not be read: name, line and reason.
  package var problems: [String] { shelf.content.problems }

  /// The `*.yaml` and `*.yml` files of folders that exist; others are no problem.
  ///
  /// Files are read once, when the first theme or problem is asked for, so that a console that
  /// shows the default starts without reading any.
  package static func load(folders: [String]) -> ThemeLibrary {
    ThemeLibrary(shelf: ThemeShelf(folders: folders))
  }

  /// Finds a theme by slug or name.
  package func theme(named name: String) -> Theme? {
    let slug = Slug.of(name)
    return themes.first { $0.slug == name } ?? themes.first { $0.name == name }
      ?? themes.first { !slug.isEmpty && $0.slug == slug }
  }

  /// The folders that themes are looked for in, the user's own last because it wins.
  ///
  /// Beside the program, in the share folder of its installation, above the folder that a build puts
  /// it in, and in the user's configuration.
  package static func folders(executable: String?, environment: [String: String]) -> [String] {
    var folders: [String] = []
    if let executable {
      let parts = executable.split(separator: "/", omittingEmptySubsequences: true).dropLast()
      let root = executable.hasPrefix("/") ? "/" : ""
      func folder(above levels: Int) -> String? {
        guard levels <= parts.count else { return nil }
        let path = root + parts.dropLast(levels).joined(separator: "/")
        return path.isEmpty ? "." : path
      }
      if parts.contains(".build"), let above = folder(above: 3) {
        folders.append(above + "/themes")
      }
      if let above = folder(above: 1) { folders.append(above + "/share/tollgate/themes") }
      if let beside = folder(above: 0) { folders.append(beside + "/themes") }
    }
    let configured = environment["XDG_CONFIG_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
    if let configured {
      folders.append(configured + "/tollgate/themes")
    } else if let home = environment["HOME"], !home.isEmpty {
      folders.append(home + "/.config/tollgate/themes")
    }
    return folders
  }
}
