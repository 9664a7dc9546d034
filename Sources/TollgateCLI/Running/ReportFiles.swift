import GatewayKit

/// The three files of an incident: the report, the same for programs, and a notice to the customer.
package struct ReportFiles: Hashable, Sendable {
  /// Markdown.
  package let markdown: String
  /// JSON, beside it.
  package let json: String
  /// The notice, beside it.
  package let notice: String

  /// Names from the path that a person gave.
  package init(path: String) {
    let hasEnding = path.lowercased().hasSuffix(".md")
    let stem = hasEnding ? String(path.dropLast(3)) : path
    markdown = path
    json = stem + ".json"
    notice = stem + "-notice.md"
  }

  /// Refuses when one of them exists or cannot be made.
  package func check(_ world: World) throws {
    for path in [markdown, json, notice] { try world.checkNewFile(path) }
  }

  /// Writes them, mode 0600.
  func write(_ report: IncidentReport, with world: World) throws {
    try world.writePrivateFile(markdown, report.markdown)
    try world.writePrivateFile(json, report.json)
    try world.writePrivateFile(notice, report.notice)
  }
}
