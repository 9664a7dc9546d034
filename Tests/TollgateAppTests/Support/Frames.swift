import Foundation
import Testing

/// Screens as text files beside the tests. `TOLLGATE_RECORD_FRAMES=1` writes them anew.
enum Frames {
  static func expect(
    _ text: String, is name: String, file: StaticString = #filePath,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let folder = URL(filePath: "\(file)").deletingLastPathComponent().appending(path: "Frames")
    let url = folder.appending(path: "\(name).txt")
    if ProcessInfo.processInfo.environment["TOLLGATE_RECORD_FRAMES"] == "1" {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try (text + "\n").write(to: url, atomically: true, encoding: .utf8)
    }
    let expected = try String(contentsOf: url, encoding: .utf8)
    #expect(text + "\n" == expected, "\(name)", sourceLocation: sourceLocation)
  }
}
