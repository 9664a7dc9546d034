/// The themes that can be chosen: compiled in, then those of folders; later ones win by slug.
package struct ThemeLibrary: Sendable {
  /// All themes, by slug in order.
  package let themes: [Theme]
  /// One sentence per file that could not be read: name, line and reason.
  package let problems: [String]

  /// Puts themes in order; of two with one slug the later one stays.
  init(_ themes: [Theme], problems: [String]) {
    var bySlug: [String: Theme] = [:]
    for theme in themes { bySlug[theme.slug] = theme }
    self.themes = bySlug.values.sorted { $0.slug < $1.slug }
    self.problems = problems
  }

  /// Reads `*.yaml` and `*.yml` from folders that exist; a folder that does not exist is no problem.
  package static func load(folders: [String]) -> ThemeLibrary {
    var themes = [Theme.standard]
    var problems: [String] = []
    for folder in folders {
      for path in SchemeFiles.paths(in: folder) {
        do {
          themes.append(try Theme(SchemeFiles.read(path), path: path))
        } catch {
          problems.append(error.description)
        }
      }
    }
    return ThemeLibrary(themes, problems: problems)
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
