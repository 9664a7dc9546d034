import Synchronization

/// The themes of a library, read when they are first asked for.
final class ThemeShelf: Sendable {
  /// What a library holds.
  struct Content: Sendable {
    /// All themes, by slug in order.
    var themes: [Theme]
    /// One sentence per file that could not be read.
    var problems: [String]
  }

  private let folders: [String]
  private let loaded = Mutex<Content?>(nil)

  /// Remembers the folders; reads nothing.
  init(folders: [String]) { self.folders = folders }

  /// The themes and problems; the first call reads the files.
  var content: Content {
    loaded.withLock { loaded in
      if let loaded { return loaded }
      let content = ThemeShelf.read(folders)
      loaded = content
      return content
    }
  }

  /// Reads all folders; of two themes with one slug the later one stays.
  private static func read(_ folders: [String]) -> Content {
    var bySlug = [Theme.standard.slug: Theme.standard]
    var problems: [String] = []
    for path in folders.flatMap(SchemeFiles.paths) {
      do {
        let theme = try Theme(SchemeFiles.read(path), path: path)
        bySlug[theme.slug] = theme
      } catch {
        problems.append(error.description)
      }
    }
    return Content(themes: bySlug.values.sorted { $0.slug < $1.slug }, problems: problems)
  }
}
