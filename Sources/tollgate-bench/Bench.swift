import Foundation

/// Measures what the README's table shows: ours and theirs in one run, on one machine.
///
/// `swift run -c release tollgate-bench [--binary PATH] [--rounds N]`; PATH is the program to start
/// for the rows that measure whole processes, by default `.build/release/tollgate`. A target that is
/// missed is said and is no failure; a measurement that breaks is one.
@main
struct Bench {
  static func main() async {
    do {
      let options = try BenchOptions(CommandLine.arguments)
      print(
        "binary: \(options.binary), \(options.rounds) rounds, medians; absolute times are noise")
      print("| what | ours | theirs | ratio | target | |\n|---|---|---|---|---|---|")
      try show(SigningBenchmark(options: options).rows())
      let sandbox = try SandboxProcess(options.binary, ["--keys", "10000", "--unlimited"])
      defer { sandbox.stop() }
      try await show(ListingBenchmark(options: options, sandbox: sandbox).rows())
      try await show(LeakBenchmark(options: options, sandbox: sandbox).rows())
      try show(Rival(options).rows("leak.py", ["text", options.binary]))
      try show(Rival(options).rows("commands.py", [options.binary]))
      try show(Rival(options).rows("account.py", [options.binary]))
      try show(
        Rival(options).rows(
          "console.py", [options.binary, sandbox.endpoint], environment: sandbox.environment))
    } catch {
      FileHandle.standardError.write(Data("broken: \(error)\n".utf8))
      exit(1)
    }
  }

  private static func show(_ rows: [BenchRow]) {
    for row in rows { say(row.markdown) }
  }

  /// Prints a line at once, into a pipe too.
  private static func say(_ line: String) {
    FileHandle.standardOutput.write(Data((line + "\n").utf8))
  }
}

/// What cannot be measured, in words.
struct BenchError: Error, CustomStringConvertible {
  /// What happened.
  let description: String

  /// Makes an error.
  init(_ description: String) { self.description = description }
}
