/// What happened while CSV was imported.
package struct ImportOutcome: Hashable, Sendable {
  /// A line of the file.
  package struct Line: Hashable, Sendable {
    /// Line number in the file, from 1 (the header).
    package var line: Int
    /// The key's name.
    package var name: String
    /// `create`, `created`, `overwrite`, `overwritten`, `skip`, `failed`; `--preview` uses the
    /// present tense.
    package var action: String

    /// Makes a line.
    package init(line: Int, name: String, action: String) {
      self.line = line
      self.name = name
      self.action = action
    }
  }

  /// Ids of the keys made, in file order.
  package var ids: [KeyID]
  /// Warnings, the service's and ours.
  package var warnings: [String]
  /// What became of each line.
  package var lines: [Line]

  /// Makes an outcome.
  package init(ids: [KeyID], warnings: [String], lines: [Line]) {
    self.ids = ids
    self.warnings = warnings
    self.lines = lines
  }
}
