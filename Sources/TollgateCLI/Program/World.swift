package import GatewayKit
package import Sandbox

package import struct Foundation.Date

/// A text that is read in pieces, so that its size does not matter; nil is its end.
package typealias Pieces = @Sendable () throws -> [UInt8]?

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
  /// Lines from the terminal without echo, until an empty line with nothing behind it, or ctrl-d.
  package var readPaste: @Sendable () throws -> [UInt8]
  /// A reader of stdin in pieces of at most 1 MiB; it returns nil at the end.
  package var inputPieces: @Sendable () -> Pieces
  /// A reader of a file in such pieces. Throws ``GatewayError`` of kind `badInput`.
  package var filePieces: @Sendable (_ path: String) throws -> Pieces
  /// A file's bytes. Throws ``GatewayError`` of kind `badInput`.
  package var readFile: @Sendable (_ path: String) throws -> [UInt8]
  /// Makes a file with mode 0600; throws ``GatewayError`` of kind `refused` when there is one.
  package var writePrivateFile: @Sendable (_ path: String, _ text: String) throws -> Void
  /// Makes a file with mode 0600, whole or not at all. One that holds exactly this text already is
  /// left, any other refused. `mark` names what the file belongs to, and with it what an earlier
  /// attempt may have left in its folder.
  package var deliverFile: @Sendable (_ path: String, _ text: String, _ mark: String) throws -> Void
  /// What is at a path.
  package var place: @Sendable (_ path: String) -> FilePlace
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
  /// The contexts that options and config.yaml name, none open yet.
  package var contexts: @Sendable (ConnectionOptions) -> ContextSet
  /// Starts the emulator.
  package var startSandbox: @Sendable (SandboxOptions) async throws -> RunningSandbox
  /// Folders in which themes are looked for, later ones winning.
  package var themeFolders: @Sendable () -> [String]
  /// What is told of the program and its terminal when somebody looks whether all is in order.
  package var surroundings: @Sendable () -> (program: ProgramFacts, terminal: TerminalFacts)?

  /// Makes a world.
  package init(
    environment: [String: String], terminals: StandardTerminals,
    columns: @escaping @Sendable () -> Int,
    writeOutput: @escaping @Sendable (String) throws -> Void,
    writeError: @escaping @Sendable (String) -> Void,
    readLine: @escaping @Sendable (Bool) throws -> String?,
    readInput: @escaping @Sendable () throws -> [UInt8],
    readPaste: @escaping @Sendable () throws -> [UInt8],
    inputPieces: @escaping @Sendable () -> Pieces,
    filePieces: @escaping @Sendable (String) throws -> Pieces,
    readFile: @escaping @Sendable (String) throws -> [UInt8],
    writePrivateFile: @escaping @Sendable (String, String) throws -> Void,
    deliverFile: @escaping @Sendable (String, String, String) throws -> Void,
    place: @escaping @Sendable (String) -> FilePlace,
    exists: @escaping @Sendable (String) -> Bool,
    makeTemporaryFolder: @escaping @Sendable () throws -> String,
    removeFolder: @escaping @Sendable (String) -> Void,
    now: @escaping @Sendable () -> Date, uptime: @escaping @Sendable () -> Double,
    connect: @escaping @Sendable (ConnectionOptions) async throws -> GatewayService,
    contexts: @escaping @Sendable (ConnectionOptions) -> ContextSet,
    startSandbox: @escaping @Sendable (SandboxOptions) async throws -> RunningSandbox,
    themeFolders: @escaping @Sendable () -> [String],
    surroundings: @escaping @Sendable () -> (program: ProgramFacts, terminal: TerminalFacts)? = {
      nil
    }
  ) {
    self.environment = environment
    self.terminals = terminals
    self.columns = columns
    self.writeOutput = writeOutput
    self.writeError = writeError
    self.readLine = readLine
    self.readInput = readInput
    self.readPaste = readPaste
    self.inputPieces = inputPieces
    self.filePieces = filePieces
    self.readFile = readFile
    self.writePrivateFile = writePrivateFile
    self.deliverFile = deliverFile
    self.place = place
    self.exists = exists
    self.makeTemporaryFolder = makeTemporaryFolder
    self.removeFolder = removeFolder
    self.now = now
    self.uptime = uptime
    self.connect = connect
    self.contexts = contexts
    self.startSandbox = startSandbox
    self.themeFolders = themeFolders
    self.surroundings = surroundings
  }
}
