import Foundation
import GatewayKit
import Sandbox
import Synchronization
import TollgateCLI

/// A machine for one run of a command: what it is given, what it wrote, what it asked for.
final class Scene: Sendable {
  /// What came of a run.
  struct Result: Equatable {
    var code: Int32
    var out: String
    var err: String
  }

  /// What can change while the command runs.
  struct State {
    var out = ""
    var err = ""
    var files: [String: String] = [:]
    var folders: Set<String> = ["/tmp"]
    var answers: [String] = []
    var changes: [Change] = []
    var uptime = 0.0
    var isPipeBroken = false
    var connections: [ConnectionOptions] = []
    var emulatorFolder: String?
    var environment = ["HOME": "/nowhere"]
  }

  let state: Mutex<State>
  private let service: GatewayService
  private let terminals: StandardTerminals
  private let input: String
  private let columns: Int
  private let now: Date

  init(
    _ service: GatewayService = .scripted(), terminals: StandardTerminals = .none,
    answers: [String] = [], input: String = "", files: [String: String] = [:],
    columns: Int = 80, now: Date = .noon
  ) {
    self.service = service
    self.terminals = terminals
    self.input = input
    self.columns = columns
    self.now = now
    var state = State()
    state.answers = answers
    state.files = files
    self.state = Mutex(state)
  }

  /// A scene whose `--sandbox` is the real one, with its journal in a folder.
  static func overEmulator(folder: String) -> Scene {
    let scene = Scene()
    scene.state.withLock { $0.emulatorFolder = folder }
    return scene
  }

  /// Runs the program with these words.
  func run(_ words: String...) async -> Result { await run(words) }

  /// Runs the program with these words.
  func run(_ words: [String]) async -> Result {
    let program = CommandLineProgram(world: world, arguments: words)
    let status: ExitStatus
    switch Invocation.parse(words) {
    case .text(let text, let ended): status = program.end(with: text, status: ended)
    case .command(let command): status = await program.run(command)
    case .console: status = program.refusalOfConsole() ?? .done
    }
    return state.withLock { Result(code: status.rawValue, out: $0.out, err: $0.err) }
  }

  /// The changes that were performed.
  var changes: [Change] { state.withLock { $0.changes } }

  /// A text in small pieces.
  private static func pieces(_ text: String) -> Pieces {
    let rest = Mutex(Array(text.utf8))
    return {
      rest.withLock { rest in
        let piece = Array(rest.prefix(7))
        rest.removeFirst(piece.count)
        return piece.isEmpty ? nil : piece
      }
    }
  }

  /// The service, recording what it performs.
  private var recording: GatewayService {
    var service = service
    let perform = service.perform
    service.perform = { [self] change, lane, progress in
      state.withLock { $0.changes.append(change) }
      return try await perform(change, lane, progress)
    }
    return service
  }

  private func connect(_ options: ConnectionOptions) async throws -> GatewayService {
    let isReal = state.withLock { state in
      state.connections.append(options)
      return state.emulatorFolder != nil
    }
    return isReal ? try await GatewayService.connect(options) : recording
  }

  private var world: World {
    World(
      environment: state.withLock { $0.environment }, terminals: terminals,
      columns: { [columns] in columns },
      writeOutput: { [self] text in
        try state.withLock { state in
          if state.isPipeBroken { throw BrokenPipe() }
          state.out += text
        }
      },
      writeError: { [self] text in state.withLock { $0.err += text } },
      readLine: { [self] _ in
        state.withLock { $0.answers.isEmpty ? nil : $0.answers.removeFirst() }
      },
      readInput: { [input] in Array(input.utf8) },
      readPaste: { [self] in
        state.withLock { state in
          defer { state.answers = [] }
          return Array(state.answers.joined(separator: "\n").utf8)
        }
      },
      inputPieces: { [input] in Self.pieces(input) },
      filePieces: { [self] path in
        guard let text = state.withLock({ $0.files[path] }) else {
          throw GatewayError(
            kind: .badInput, code: "UnreadableFile", message: "\(path) cannot be read",
            advice: "Check the path")
        }
        return Self.pieces(text)
      },
      readFile: { [self] path in
        guard let text = state.withLock({ $0.files[path] }) else {
          throw GatewayError(
            kind: .badInput, code: "UnreadableFile", message: "\(path) cannot be read",
            advice: "Check the path")
        }
        return Array(text.utf8)
      },
      writePrivateFile: { [self] path, text in state.withLock { $0.files[path] = text } },
      deliverFile: { [self] path, text, _ in
        try state.withLock { state in
          if let there = state.files[path], there != text {
            throw GatewayError(
              kind: .refused, code: "FileExists", message: "\(path) exists", advice: "")
          }
          state.files[path] = text
        }
      },
      place: { [self] path in
        state.withLock { state in
          if state.files[path] != nil { return .file }
          let bare = path.hasSuffix("/") ? String(path.dropLast()) : path
          if state.folders.contains(bare) { return .folder }
          guard let slash = bare.lastIndex(of: "/"), slash > bare.startIndex else { return .free }
          return state.folders.contains(String(bare[..<slash])) ? .free : .nowhere
        }
      },
      exists: { [self] path in state.withLock { $0.files[path] != nil } },
      makeTemporaryFolder: { [self] in
        guard let folder = state.withLock({ $0.emulatorFolder }) else { return "/nowhere" }
        try FileManager.default.createDirectory(
          atPath: folder, withIntermediateDirectories: true,
          attributes: [.posixPermissions: 0o700])
        return folder
      },
      removeFolder: { path in
        // What is left is looked for by the test.
        try? FileManager.default.removeItem(atPath: path)
      },
      now: { [now] in now },
      uptime: { [self] in
        state.withLock { state in
          state.uptime += 0.75
          return state.uptime
        }
      },
      connect: { [self] in try await connect($0) },
      contexts: { [self] options in
        if state.withLock({ $0.emulatorFolder != nil }) { return GatewayService.contexts(options) }
        let setting = ContextSetting(profile: options.profile ?? "default", region: options.region)
        let member = ContextMember(home: .first, setting: setting, seconds: { 0 }) { [self] in
          try await connect(options)
        }
        return ContextSet(members: [member]) { await member.opened?.close() }
      },
      startSandbox: { [self] options in
        if state.withLock({ $0.emulatorFolder != nil }) {
          let server = try await SandboxServer.start(options)
          return RunningSandbox(
            endpoint: server.endpoint, environment: server.environment,
            stop: { try await server.stop() })
        }
        return RunningSandbox(
          endpoint: "http://127.0.0.1:1", environment: [("AWS_REGION", "us-east-1")], stop: {})
      },
      themeFolders: { [] })
  }
}

extension StandardTerminals {
  /// Pipes everywhere.
  static let none = StandardTerminals(input: false, output: false, error: false)
  /// A terminal everywhere.
  static let all = StandardTerminals(input: true, output: true, error: true)
}

extension Date {
  /// 2026-11-21 12:00:00 UTC.
  static let noon = CalendarDay(year: 2026, month: 11, day: 21).start.addingTimeInterval(43_200)
}
