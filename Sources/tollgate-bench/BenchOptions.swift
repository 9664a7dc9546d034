import Foundation

/// What to measure with.
struct BenchOptions {
  /// The program to start where whole processes are measured.
  var binary: String
  /// How often each measurement is repeated; the median counts.
  var rounds = 5
  /// The folder of the package, where the rivals' scripts are.
  var root: URL
  /// A Python that has botocore.
  var python: String

  /// Reads the command line.
  init(_ arguments: [String]) throws {
    root = URL(filePath: FileManager.default.currentDirectoryPath)
    binary = root.appending(path: ".build/release/tollgate").path
    let own = root.appending(path: ".venv/bin/python3").path
    python = FileManager.default.isExecutableFile(atPath: own) ? own : "/usr/bin/env"
    var rest = arguments.dropFirst()
    while let name = rest.popFirst() {
      guard let value = rest.popFirst() else { throw BenchError("\(name) wants a value") }
      switch name {
      case "--binary": binary = value
      case "--rounds": rounds = Int(value) ?? rounds
      default: throw BenchError("there is no option \(name)")
      }
    }
    guard FileManager.default.isExecutableFile(atPath: binary) else {
      throw BenchError(
        "there is no program at \(binary); "
          + "build it with: swift build -c release --static-swift-stdlib -Xlinker -no-pie --product tollgate"
      )
    }
  }
}
