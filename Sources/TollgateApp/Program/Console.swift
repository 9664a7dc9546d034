package import Canvas
import Foundation
import GatewayKit

/// The console: takes in what happens, draws at most one frame per 16 ms, and only after a change.
package struct Console {
  /// The least time between two frames.
  private static let frame = 0.016

  /// Runs until the person quits, a signal comes or the terminal is gone.
  ///
  /// - Parameters:
  ///   - options: What it was started with.
  ///   - services: The world.
  ///   - events: What the terminal says; its end counts as a lost terminal.
  ///   - screen: What the terminal is told.
  /// - Returns: What the process ends with.
  package static func run(
    _ options: ConsoleOptions, services: ConsoleServices, events: AsyncStream<TerminalEvent>,
    screen: ScreenPort
  ) async -> ConsoleExit {
    let mailbox = Mailbox()
    let runner = EffectRunner(services: services, screen: screen, mailbox: mailbox)
    var console = Console(options, services, screen, runner, mailbox)
    console.draw()
    let terminal = Task {
      for await event in events { mailbox.put(.terminal(event)) }
      mailbox.put(.terminal(.hangup))
    }
    let ticks = Task {
      do {
        while true {
          try await services.sleep(.seconds(1))
          mailbox.ring()
        }
      } catch {
        // Cancelled: the console ends.
      }
    }
    let themes = Task {
      let found = services.themes()
      mailbox.put(.themesRead(found.slugs, problems: found.problems))
    }
    let exit = await console.loop()
    terminal.cancel()
    themes.cancel()
    ticks.cancel()
    mailbox.close()
    screen.quit(exit.message)
    await runner.finish()
    return exit
  }

  private var state: AppState
  private let services: ConsoleServices
  private let screen: ScreenPort
  private let runner: EffectRunner
  private let mailbox: Mailbox
  private var sheet: StyleSheet
  private var shown: Frame?
  private var drawnAt: Date?
  private var isFrameDue = false
  private var ending: ConsoleExit?

  private init(
    _ options: ConsoleOptions, _ services: ConsoleServices, _ screen: ScreenPort,
    _ runner: EffectRunner, _ mailbox: Mailbox
  ) {
    self.services = services
    self.screen = screen
    self.runner = runner
    self.mailbox = mailbox
    state = AppState(options: options, now: services.now())
    sheet =
      services.styleSheet(nil) ?? StyleSheet(id: "plain") { Appearance(attributes: $0.attributes) }
  }

  private mutating func loop() async -> ConsoleExit {
    start(state.start())
    draw()
    for await _ in mailbox.rings {
      let events = mailbox.takeAll()
      take(.clock(services.now()))
      if let budget = runner.budget, budget != state.ownBudget { take(.budget(budget)) }
      if let standings = runner.standings, standings != state.standings {
        take(.standings(standings))
      }
      for event in events {
        if event == .terminal(.resumed) { shown = nil }
        take(event)
        if let ending { return ending }
      }
      drawWhenDue()
    }
    return ending ?? ConsoleExit()
  }

  private mutating func take(_ event: AppEvent) { start(update(&state, event)) }

  private mutating func start(_ effects: [Effect]) {
    for effect in effects {
      switch effect {
      case .quit(let exit): ending = exit
      case .redraw:
        shown = nil
        _ = runner.start(effect)
      case .showTheme(let name):
        let found = services.styleSheet(name)
        if let found { sheet = found }
        shown = nil
        take(.themeShown(name, found: found != nil))
      default:
        for event in runner.start(effect) { take(event) }
      }
    }
  }

  /// Draws now, or rings when the time for the next frame has come.
  private mutating func drawWhenDue() {
    let now = services.now()
    if let drawnAt, (0..<Self.frame).contains(now.timeIntervalSince(drawnAt)) {
      guard !isFrameDue else { return }
      isFrameDue = true
      let wait = Duration.seconds(Self.frame - now.timeIntervalSince(drawnAt))
      Task { [services, mailbox] in
        // Cancelled or not, the frame is due then.
        try? await services.sleep(wait)
        mailbox.ring()
      }
    } else {
      draw()
    }
  }

  private mutating func draw() {
    isFrameDue = false
    let frame = view(state)
    guard frame != shown else { return }
    shown = frame
    drawnAt = services.now()
    screen.present(frame.buffer, sheet, frame.cursor)
  }
}
