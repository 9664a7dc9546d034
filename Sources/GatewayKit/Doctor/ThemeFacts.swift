/// What is known of the themes.
package struct ThemeFacts: Sendable {
  /// A folder that is looked in, and whether it is there.
  package struct Folder: Hashable, Sendable {
    /// The path.
    package var path: String
    /// Whether it is there.
    package var isThere: Bool

    /// Makes one.
    package init(path: String, isThere: Bool) {
      self.path = path
      self.isThere = isThere
    }
  }

  /// Folders, later ones winning.
  package var folders: [Folder]
  /// How many themes there are.
  package var count: Int
  /// A sentence for each file that cannot be used.
  package var problems: [String]
  /// The theme that config.yaml names, and whether it is there.
  package var wished: (name: String, isThere: Bool)?

  /// Makes facts.
  package init(
    folders: [Folder], count: Int, problems: [String] = [],
    wished: (name: String, isThere: Bool)? = nil
  ) {
    self.folders = folders
    self.count = count
    self.problems = problems
    self.wished = wished
  }

  /// The lines about them.
  package var lines: [DoctorLine] {
    var page = DoctorPage(.themes)
    let there = folders.filter(\.isThere).map(\.path)
    page.ok(
      "folders",
      there.isEmpty
        ? "none of \(folders.map(\.path).joined(separator: ", ")) is there; the theme that is built in"
          + " is used" : there.joined(separator: ", "))
    page.ok("themes", "\(count) to choose from", data: ["count": .integer(count)])
    if let wished {
      if wished.isThere {
        page.ok("chosen", "\(wished.name), by config.yaml")
      } else {
        page.fail(
          "chosen", "there is no theme \(wished.name), which config.yaml names",
          cure: "Correct theme: in config.yaml; tollgate themes list has the names")
      }
    }
    for problem in problems {
      page.warn("broken file", problem, cure: "Correct the file, or remove it")
    }
    return page.lines
  }
}
