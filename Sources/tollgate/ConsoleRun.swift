import Canvas
import Foundation
import GatewayKit
import Synchronization
import TerminalIO
import Themes
import TollgateApp
import TollgateCLI

/// Runs the console: the terminal's loop on the main thread, everything else in a task.
struct ConsoleRun {
  private let words: Tollgate
  private let world: World
  private let library: ThemeLibrary
  private let config: GatewayConfig

  /// Reads themes and settings, so that the first frame has its colours.
  init(_ words: Tollgate, world: World) {
    self.words = words
    self.world = world
    library = ThemeLibrary.load(folders: world.themeFolders())
    config = ConfigFiles(environment: world.environment).readConfig()
  }

  /// Shows the console until it ends, and returns the code to exit with.
  func run() throws -> Int32 {
    let wished = words.theme ?? config.theme
    let theme = wished.map { library.theme(named: $0) } ?? Theme.standard
    if words.theme != nil && theme == nil { throw Self.unknownTheme(wished ?? "") }
    let loop = try openTerminal()
    let sandbox = ConsoleSandbox(world: world)
    let services = services(sandbox, loop, theme ?? .standard)
    let options = options(loop, theme, wished: wished)
    let end = Mutex<ConsoleExit?>(nil)
    let isOver = DispatchSemaphore(value: 0)
    Task.detached {
      let exit = await Console.run(
        options, services: services, events: loop.events, screen: Self.screen(loop))
      end.withLock { $0 = exit }
      loop.finish(message: exit.message)
      await sandbox.stop()
      isOver.signal()
    }
    loop.run()
    _ = isOver.wait(timeout: .now() + 5)
    return end.withLock { $0?.code } ?? ExitStatus.failed.rawValue
  }

  private func openTerminal() throws -> TerminalLoop {
    let log = ConfigFiles(environment: world.environment).stateFolder.map { $0 + "/tollgate.log" }
    let keepsLog = words.common.debug && !words.common.sandbox
    do {
      return try TerminalLoop(
        options: TerminalOptions(
          environment: world.environment, standardErrorLog: keepsLog ? log : nil))
    } catch {
      throw GatewayError(
        kind: .usage, code: "NoTerminal", message: error.sentence,
        advice: "Set TERM to what the terminal is, or use a command such as tollgate keys list")
    }
  }

  private func options(
    _ loop: TerminalLoop, _ theme: Theme?, wished: String?
  ) -> ConsoleOptions {
    var notices = config.problems.map(\.description)
    if let notice = loop.notice { notices.append(notice) }
    if theme == nil, let wished {
      notices.append("The theme \(wished) of config.yaml is not there; see themes list.")
    }
    return ConsoleOptions(
      view: words.view, open: words.open, theme: (theme ?? .standard).slug,
      glyphs: loop.glyphs, size: loop.size,
      profile: words.common.sandbox ? "sandbox" : words.common.profile,
      region: words.common.region, isReadOnly: words.common.readOnly, keys: config.keys,
      warnPercent: config.thresholds.warn, dangerPercent: config.thresholds.critical,
      notices: notices)
  }

  private func services(
    _ sandbox: ConsoleSandbox, _ loop: TerminalLoop, _ chosen: Theme
  ) -> ConsoleServices {
    let (common, world, library, tier) = (words.common, world, library, loop.tier)
    return ConsoleServices(
      connect: { choice, askCode in
        var connection: ConnectionOptions
        switch choice {
        case .asStarted where !common.sandbox:
          connection = common.connection(in: world)
          connection.askMFA = askCode
          return try await .joined(world.contexts(connection))
        case .asStarted, .sandbox: connection = try await sandbox.connection(common)
        case .profile(let name):
          connection = common.connection(in: world).with(profile: name)
          connection.askMFA = askCode
        }
        return try await world.connect(connection)
      },
      now: world.now,
      sleep: { try await Task.sleep(for: $0) },
      styleSheet: { slug in
        let theme = slug.map { library.theme(named: $0) } ?? chosen
        return theme?.styleSheet(tier: tier)
      },
      themes: { (library.themes.map(\.slug), library.problems) },
      courier: world.courier,
      writeReport: { report, path, replaces in
        try ReportWriter(world: world).write(report, to: path, replaces: replaces)
      })
  }

  private static func screen(_ loop: TerminalLoop) -> ScreenPort {
    ScreenPort(
      present: { loop.present($0, sheet: $1, cursor: $2) },
      redraw: { loop.redraw() },
      setTitle: { loop.setTitle($0) },
      copy: { loop.copy($0) },
      ring: { loop.ring() },
      suspend: { loop.suspend() },
      quit: { loop.finish(message: $0) })
  }

  private static func unknownTheme(_ name: String) -> GatewayError {
    GatewayError(
      kind: .usage, code: "UnknownTheme", message: "There is no theme \(name)",
      advice: "See themes list")
  }
}

extension ConnectionOptions {
  /// The same for another profile.
  fileprivate func with(profile: String) -> ConnectionOptions {
    var copy = self
    copy.profile = profile
    return copy
  }
}
