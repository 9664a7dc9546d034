package import Foundation

/// Places in the checkout that tests read.
package enum Repository {
  /// The package's folder.
  package static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The published SigV4 cases beside the checkout; nil where they are missing.
  package static var signatureSuite: URL? {
    let folder = root.appending(path: "../shared/sigv4-suite").standardizedFileURL
    return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
  }

  /// A Python that has botocore: the checkout's own environment first, then the machine's.
  package static let pythonWithBotocore: String? = {
    [root.appending(path: ".venv/bin/python").path, "/usr/bin/env"].first { candidate in
      guard FileManager.default.isExecutableFile(atPath: candidate) else { return false }
      let process = Process()
      process.executableURL = URL(filePath: candidate)
      process.arguments =
        (candidate.hasSuffix("env") ? ["python3"] : []) + ["-c", "import botocore"]
      process.standardError = FileHandle.nullDevice
      process.standardOutput = FileHandle.nullDevice
      do {
        try process.run()
      } catch {
        return false
      }
      process.waitUntilExit()
      return process.terminationStatus == 0
    }
  }()
}
