import ArgumentParser
import GatewayKit
import Sandbox

/// `tollgate sandbox`.
struct SandboxCommand: TollgateCommand {
  static let configuration = CommandConfiguration(
    verb: "sandbox", abstract: "Serve the emulator on loopback until SIGINT or SIGTERM.",
    discussion: """
      Prints the variables that point any AWS SDK at it, then `ready`.

      Example:
        tollgate sandbox --port 4566 --keys 1000 --state sandbox.json
      """)

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("TCP port; 0 takes a free one.", valueName: "number"))
  var port = 0

  @Option(parsing: .unconditional, help: ArgumentHelp("Number of keys.", valueName: "number"))
  var keys = 400

  @Option(parsing: .unconditional, help: ArgumentHelp("Number of plans.", valueName: "number"))
  var plans = 9

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Seed of the demo data.", valueName: "number"))
  var seed: UInt64 = 1

  @Option(help: ArgumentHelp("File that keeps the state over restarts.", valueName: "file"))
  var state: String?

  @Option(
    name: .customLong("latency-ms"), parsing: .unconditional,
    help: ArgumentHelp("Milliseconds that every answer takes longer.", valueName: "number"))
  var latency = 0

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Seconds until the data plane sees a change of keys, plans or stages; 0 for at once.",
      valueName: "seconds"))
  var propagation = 5.0

  @Flag(help: "Lift the control plane's rates.")
  var unlimited = false

  @Option(
    help: ArgumentHelp(
      "IAM policy that callers have to keep to; see iam.", valueName: "file"))
  var policy: String?

  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard (0...65_535).contains(port) else {
      throw ValidationError("--port is \(port). Give 0 to 65535.")
    }
    for (name, number) in [("--keys", keys), ("--plans", plans), ("--latency-ms", latency)]
    where number < 0 {
      throw ValidationError("\(name) is \(number). Give a whole number, 0 or more.")
    }
    guard propagation.isFinite, propagation >= 0 else {
      throw ValidationError("--propagation is \(propagation). Give seconds, 0 or more.")
    }
  }

  func perform(in session: Session) async throws -> ExitStatus {
    let options = SandboxOptions(
      port: port, keys: keys, plans: plans, seed: seed, stateFile: state,
      latencyMilliseconds: latency, propagationSeconds: propagation, isUnlimited: unlimited,
      policy: try policy.map { try Self.policy($0, session.world) })
    let sandbox = try await start(options, session)
    do {
      let lines = sandbox.environment.map { "\($0.name)=\($0.value)\n" }.joined()
      try session.output.raw(lines + "ready\n")
      await Self.untilInterrupted()
    } catch is BrokenPipe {
      // Whoever started it does not read on; it serves all the same.
      await Self.untilInterrupted()
    }
    try await sandbox.stop()
    return .done
  }

  private func start(_ options: SandboxOptions, _ session: Session) async throws -> RunningSandbox {
    do {
      return try await session.world.startSandbox(options)
    } catch let error as GatewayError {
      throw error
    } catch let error as CancellationError {
      throw error
    } catch {
      throw GatewayError(
        kind: .failed, code: "SandboxNotStarted",
        message: "The sandbox did not start: \(String(describing: error))",
        advice: "Give another --port, or a --state file that can be read and written")
    }
  }

  private static func policy(_ path: String, _ world: World) throws -> Policy {
    do {
      return try Policy(json: try world.readFile(path))
    } catch let fault as Policy.Fault {
      throw GatewayError(
        kind: .badInput, code: "BadPolicy", message: "\(path): \(fault.description)",
        advice: "Give a policy such as tollgate iam prints.")
    }
  }

  /// Returns when the task is cancelled, which is how signals arrive here.
  private static func untilInterrupted() async {
    let (stream, continuation) = AsyncStream<Never>.makeStream()
    for await _ in stream {}
    continuation.finish()
  }
}
