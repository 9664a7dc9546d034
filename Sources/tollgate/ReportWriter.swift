import GatewayKit
import TollgateCLI

/// Writes the three files of an incident: the report, the same for programs, and a notice to the
/// customer, all for their owner alone.
struct ReportWriter {
  let world: World

  /// Writes them and returns their paths. With `replaces` files that were written before are
  /// replaced; otherwise one that is there is never overwritten.
  func write(_ report: IncidentReport, to path: String, replaces: Bool) throws -> [String] {
    let path = expanded(path)
    let stem = path.lowercased().hasSuffix(".md") ? String(path.dropLast(3)) : path
    let files = [
      (path, report.markdown), (stem + ".json", report.json),
      (stem + "-notice.md", report.notice),
    ]
    if !replaces {
      for (path, _) in files where world.exists(path) {
        throw GatewayError(
          kind: .refused, code: "FileExists",
          message: "\(path) exists, and it is not overwritten.",
          advice: "Name a file that does not exist.")
      }
    }
    for (path, text) in files {
      if replaces { FileAccess.remove(path) }
      try world.writePrivateFile(path, text)
    }
    return files.map(\.0)
  }

  /// The home folder in place of `~`, which no shell has seen here.
  private func expanded(_ path: String) -> String {
    guard path.hasPrefix("~/"), let home = world.environment["HOME"] else { return path }
    return home + path.dropFirst()
  }
}
