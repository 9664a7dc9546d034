import GatewayKit

/// The three files of an incident: the report, the same for programs, and a notice to the customer.
struct ReportFiles: Hashable, Sendable {
  /// Markdown.
  let markdown: String
  /// JSON, beside it.
  let json: String
  /// The notice, beside it.
  let notice: String

  /// Names from the path that a person gave.
  init(path: String) {
    let hasEnding = path.lowercased().hasSuffix(".md")
    let stem = hasEnding ? String(path.dropLast(3)) : path
    markdown = path
    json = stem + ".json"
    notice = stem + "-notice.md"
  }

  /// Refuses when one of them exists or cannot be made.
  func check(_ world: World) throws {
    for path in [markdown, json, notice] { try world.checkNewFile(path) }
  }

  /// Writes them, mode 0600.
  func write(_ report: IncidentReport, with world: World) throws {
    try world.writePrivateFile(markdown, report.markdown)
    try world.writePrivateFile(json, report.json)
    try world.writePrivateFile(notice, report.notice)
  }
}
