package import GatewayKit
package import Sandbox

package import struct Foundation.Date

/// What the commands need of the machine they run on, as closures, so that tests can be the machine.
package struct World: Sendable {
  /// The process's environment.
  package var environment: [String: String]
  /// Which of the three standard streams are terminals.
  package var terminals: StandardTerminals
  /// Width of the terminal behind stdout, in columns.
  package var columns: @Sendable () -> Int
  /// Writes to stdout. Throws ``BrokenPipe`` when nobody reads any more.
  package var writeOutput: @Sendable (String) throws -> Void
  /// Writes to stderr; what cannot be written there is lost.
  package var writeError: @Sendable (String) -> Void
  /// Reads a line from the terminal, without echo when told so; nil at the end of input.
  package var readLine: @Sendable (_ echo: Bool) throws -> String?
  /// Everything on stdin.
  package var readInput: @Sendable () throws -> [UInt8]
  /// A file's bytes. Throws ``GatewayError`` of kind `badInput`.
  package var readFile: @Sendable (_ path: String) throws -> [UInt8]
  /// Makes a file with mode 0600; throws ``GatewayError`` of kind `refused` when there is one.
  package var writePrivateFile: @Sendable (_ path: String, _ text: String) throws -> Void
  /// Whether there is something at a path.
  package var exists: @Sendable (_ path: String) -> Bool
  /// Makes a folder with mode 0700 for the state of one run.
  package var makeTemporaryFolder: @Sendable () throws -> String
  /// Removes that folder with everything in it.
  package var removeFolder: @Sendable (_ path: String) -> Void
  /// The time now.
  package var now: @Sendable () -> Date
  /// Seconds on a clock that never goes back.
  package var uptime: @Sendable () -> Double
  /// Opens a context.
  package var connect: @Sendable (ConnectionOptions) async throws -> GatewayService
  /// Starts the emulator.
  package var startSandbox: @Sendable (SandboxOptions) async throws -> RunningSandbox
  /// Folders in which themes are looked for, later ones winning.
  package var themeFolders: [String]

  /// Makes a world.
  package init(
    environment: [String: String], terminals: StandardTerminals,
    columns: @escaping @Sendable () -> Int,
    writeOutput: @escaping @Sendable (String) throws -> Void,
    writeError: @escaping @Sendable (String) -> Void,
    readLine: @escaping @Sendable (Bool) throws -> String?,
    readInput: @escaping @Sendable () throws -> [UInt8],
    readFile: @escaping @Sendable (String) throws -> [UInt8],
    writePrivateFile: @escaping @Sendable (String, String) throws -> Void,
    exists: @escaping @Sendable (String) -> Bool,
    makeTemporaryFolder: @escaping @Sendable () throws -> String,
    removeFolder: @escaping @Sendable (String) -> Void,
    now: @escaping @Sendable () -> Date, uptime: @escaping @Sendable () -> Double,
    connect: @escaping @Sendable (ConnectionOptions) async throws -> GatewayService,
    startSandbox: @escaping @Sendable (SandboxOptions) async throws -> RunningSandbox,
    themeFolders: [String]
  ) {
    self.environment = environment
    self.terminals = terminals
    self.columns = columns
    self.writeOutput = writeOutput
    self.writeError = writeError
    self.readLine = readLine
    self.readInput = readInput
    self.readFile = readFile
    self.writePrivateFile = writePrivateFile
    self.exists = exists
    self.makeTemporaryFolder = makeTemporaryFolder
    self.removeFolder = removeFolder
    self.now = now
    self.uptime = uptime
    self.connect = connect
    self.startSandbox = startSandbox
    self.themeFolders = themeFolders
  }
}
