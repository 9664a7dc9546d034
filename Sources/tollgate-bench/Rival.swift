import Foundation

/// Runs a Python script of `Tests/Benchmarks`, which prints JSON.
struct Rival {
  /// What to measure with.
  var options: BenchOptions

  /// Makes a runner.
  init(_ options: BenchOptions) { self.options = options }

  /// The rows that a script measures.
  func rows(
    _ script: String, _ arguments: [String], environment: [String: String] = [:]
  ) throws -> [BenchRow] {
    try json(
      script, arguments + ["\(options.rounds)"], environment: environment, as: [BenchRow].self)
  }

  /// What a script prints.
  func json<Value: Decodable>(
    _ script: String, _ arguments: [String], environment: [String: String] = [:],
    as type: Value.Type
  ) throws -> Value {
    let process = Process()
    process.executableURL = URL(filePath: options.python)
    let path = options.root.appending(path: "Tests/Benchmarks/\(script)").path
    process.arguments = (options.python.hasSuffix("env") ? ["python3"] : []) + [path] + arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let printed = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw BenchError("\(script) ended with \(process.terminationStatus)")
    }
    return try JSONDecoder().decode(type, from: printed)
  }
}
