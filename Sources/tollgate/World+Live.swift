import Foundation
import GatewayKit
import Sandbox
import TerminalIO
import Themes
import TollgateCLI

extension World {
  /// The machine that the program runs on.
  static func live() -> World {
    let environment = ProcessInfo.processInfo.environment
    return World(
      environment: environment,
      terminals: StandardTerminals(
        input: isatty(STDIN_FILENO) == 1, output: isatty(STDOUT_FILENO) == 1,
        error: isatty(STDERR_FILENO) == 1),
      columns: { StandardStreams.columns() },
      writeOutput: { try StandardStreams.writeOutput($0) },
      writeError: { StandardStreams.writeError($0) },
      readLine: { try StandardStreams.readLine(echo: $0) },
      readInput: { try FileAccess.read(STDIN_FILENO, path: "stdin") },
      readPaste: { try TerminalPaste.read() },
      inputPieces: { FilePieces(STDIN_FILENO, path: "stdin").reader },
      filePieces: { try FilePieces.open($0).reader },
      readFile: { try FileAccess.read($0) },
      writePrivateFile: { try PrivateFile(path: $0, mark: "new").make($1, mayBeThere: false) },
      deliverFile: { try PrivateFile(path: $0, mark: $2).make($1, mayBeThere: true) },
      place: { FileAccess.place($0) },
      exists: { access($0, F_OK) == 0 },
      makeTemporaryFolder: { try FileAccess.makeTemporaryFolder(environment) },
      removeFolder: { FileAccess.remove($0) },
      now: { Date() },
      uptime: { Double(DispatchTime.now().uptimeNanoseconds) / 1e9 },
      connect: { try await GatewayService.connect($0) },
      contexts: { GatewayService.contexts($0) },
      startSandbox: { options in
        let server = try await SandboxServer.start(options)
        return RunningSandbox(
          endpoint: server.endpoint, environment: server.environment,
          stop: { try await server.stop() })
      },
      themeFolders: {
        ThemeLibrary.folders(executable: Executable.path, environment: environment)
      },
      surroundings: {
        (Executable.facts, TerminalFacts(TerminalReport(environment: environment), environment))
      })
  }
}
