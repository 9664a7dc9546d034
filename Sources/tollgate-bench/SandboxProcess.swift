import Foundation

/// `tollgate sandbox` as a child process.
final class SandboxProcess {
  /// Where it answers.
  let endpoint: String
  /// What an SDK needs to use it.
  let environment: [String: String]
  private let process = Process()

  /// Starts it and returns when it answers.
  init(_ binary: String, _ arguments: [String]) throws {
    let output = Pipe()
    process.executableURL = URL(filePath: binary)
    process.arguments = ["sandbox"] + arguments
    process.standardOutput = output
    try process.run()
    var printed = ""
    while !printed.hasSuffix("ready\n") {
      let part = output.fileHandleForReading.availableData
      guard !part.isEmpty else { throw BenchError("the sandbox ended and said \(printed)") }
      printed += String(decoding: part, as: UTF8.self)
    }
    var variables: [String: String] = [:]
    for line in printed.split(separator: "\n") {
      guard let equals = line.firstIndex(of: "=") else { continue }
      variables[String(line[..<equals])] = String(line[line.index(after: equals)...])
    }
    guard let found = variables["AWS_ENDPOINT_URL"] else {
      throw BenchError("the sandbox names no endpoint: \(printed)")
    }
    endpoint = found
    environment = variables
  }

  /// Ends it; it has nothing to keep.
  func stop() {
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }
}
