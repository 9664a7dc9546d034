import GatewayKit
import TollgateCLI

/// Writes the three files of an incident: the report, the same for programs, and a notice to the
/// customer, all for their owner alone.
struct ReportWriter {
  let world: World

  /// Writes them and returns their paths. With `replaces` files that were written before are
  /// replaced; otherwise one that is there is never overwritten.
  func write(_ report: IncidentReport, to path: String, replaces: Bool) throws -> [String] {
    let files = ReportFiles(path: expanded(path))
    if !replaces { try files.check(world) }
    let texts = [
      (files.markdown, report.markdown), (files.json, report.json), (files.notice, report.notice),
    ]
    for (path, text) in texts {
      if replaces { FileAccess.remove(path) }
      try world.writePrivateFile(path, text)
    }
    return texts.map(\.0)
  }

  /// The home folder in place of `~`, which no shell has seen here.
  private func expanded(_ path: String) -> String {
    guard path.hasPrefix("~/"), let home = world.environment["HOME"] else { return path }
    return home + path.dropFirst()
  }
}
