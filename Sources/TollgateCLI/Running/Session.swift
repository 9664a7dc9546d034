import Canvas
import GatewayKit
import Sandbox

/// What a running command works with: its options, the world, and where its results go.
package struct Session: Sendable {
  let options: CommonOptions
  let world: World
  let output: Output
  private let isChanging: Bool

  /// Makes a session for a command.
  init(command: any TollgateCommand, world: World) {
    options = command.common
    isChanging = command.isChanging
    self.world = world
    output = Output(
      format: command.common.output ?? .table, isTerminal: world.terminals.output,
      columns: world.columns, write: world.writeOutput)
  }

  /// Runs the command; refuses what changes things in a read-only session before any request.
  func run(_ command: any TollgateCommand) async throws -> ExitStatus {
    if options.namesSeveral && !command.coversContexts { throw GatewayError.severalContexts }
    if isChanging && options.readOnly && !options.dryRun {
      throw GatewayError.readOnlyOption
    }
    return try await command.perform(in: self)
  }

  /// A sentence on stderr for a person who waits.
  func say(_ sentence: String) {
    world.writeError(Text.sanitize(ErrorReport.sentence(sentence)) + "\n")
  }

  /// Lines on stderr as they are, such as those of a log.
  func tell(_ lines: String) {
    let safe = lines.split(separator: "\n", omittingEmptySubsequences: false)
      .map { Text.sanitize(String($0)) }
    world.writeError(safe.joined(separator: "\n") + "\n")
  }

  /// Opens the context, lends it to `body`, and closes it whatever happens.
  ///
  /// - Parameters:
  ///   - anyContext: whether the work is in all contexts anyway, so that any of them will do.
  ///   - body: what is done with it.
  /// - Returns: what `body` makes of it.
  /// - Throws: ``GatewayError`` when no context can be opened, and whatever `body` throws.
  func withService<Result>(
    anyContext: Bool = false, _ body: (GatewayService) async throws -> Result
  ) async throws -> Result {
    guard options.sandbox else {
      var connection = askingConnection
      connection.takesAnyContext = anyContext
      return try await withService(connection, body)
    }
    return try await withSandbox { sandbox, folder in
      try await withService(options.connection(to: sandbox, folder: folder, in: world), body)
    }
  }

  /// What to connect with, for whoever opens contexts by itself; with the emulator where it is asked
  /// for, which is stopped afterwards.
  func withConnection<Result>(
    _ body: (ConnectionOptions) async throws -> Result
  ) async throws -> Result {
    guard options.sandbox else { return try await body(askingConnection) }
    return try await withSandbox { sandbox, folder in
      try await body(options.connection(to: sandbox, folder: folder, in: world))
    }
  }

  /// What to connect with; codes of MFA devices are asked for on the terminal.
  private var askingConnection: ConnectionOptions {
    var connection = options.connection(in: world)
    connection.askMFA = MFAQuestion(world)?.ask
    return connection
  }

  private func withService<Result>(
    _ connection: ConnectionOptions, _ body: (GatewayService) async throws -> Result
  ) async throws -> Result {
    let service: GatewayService
    do {
      service = try await world.connect(connection)
    } catch {
      tellConfigProblems()
      throw error
    }
    let notices = await service.notices()
    for notice in notices { say(notice) }
    // The journal is opened by the first change: that it was damaged is known only after it.
    func sayNewNotices() async {
      for notice in await service.notices() where !notices.contains(notice) { say(notice) }
    }
    do {
      // What goes to several contexts is refused by each that is read-only.
      if isChanging && !options.dryRun && !connection.takesAnyContext
        && service.identity().isReadOnly
      {
        throw GatewayError.readOnlyContext(service.identity().context)
      }
      let result = try await body(service)
      for sentence in service.denials() { say(sentence) }
      await sayNewNotices()
      await service.close()
      return result
    } catch {
      await sayNewNotices()
      await service.close()
      throw error
    }
  }

  /// What is wrong in config.yaml, where no context could be opened to tell it: that may be the reason.
  func tellConfigProblems() {
    guard !options.sandbox else { return }
    for problem in ConfigFiles(environment: world.environment).readConfig().problems {
      say(problem.description)
    }
  }

  private func withSandbox<Result>(
    _ body: (RunningSandbox, String) async throws -> Result
  ) async throws -> Result {
    let folder = try world.makeTemporaryFolder()
    defer { world.removeFolder(folder) }
    let sandbox = try await world.startSandbox(SandboxOptions())
    do {
      let result = try await body(sandbox, folder)
      try await sandbox.stop()
      return result
    } catch {
      // The first error is the one to tell; that the emulator did not stop ends with the process.
      try? await sandbox.stop()
      throw error
    }
  }
}
