package import Canvas
package import Foundation

/// The console without its loop: events in, screens out. For measuring key press to frame.
package struct ConsoleModel: Sendable {
  private var state: AppState

  /// Makes a console that knows nothing yet.
  package init(_ options: ConsoleOptions, now: Date) {
    state = AppState(options: options, now: now)
    _ = state.start()
  }

  /// Takes an event of the terminal in; what it wants done is dropped.
  package mutating func send(_ event: TerminalEvent) { _ = update(&state, .terminal(event)) }

  /// Answers work that is under way.
  mutating func answer(_ purpose: TaskPurpose, _ reply: Reply) {
    guard let id = state.tasks.first(where: { $0.value == purpose })?.key else { return }
    _ = update(&state, .answered(id, reply))
  }

  /// The screen.
  package func frame() -> CellBuffer { view(state).buffer }
}
