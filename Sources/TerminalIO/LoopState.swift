import Canvas

/// What other threads leave for the loop, and what it tells them.
struct LoopState: Sendable {
  /// Something to do besides drawing.
  enum Command: Sendable {
    /// Bytes for the terminal.
    case write(String)
    /// Ring.
    case ring
    /// Draw everything once more.
    case redraw
    /// Stop as ctrl-z does.
    case suspend
    /// Run a piece of work on the normal screen.
    case leave(@Sendable () -> Void)
  }

  /// The newest frame that was not drawn yet.
  var frame: Frame?
  /// Commands in the order they came.
  var commands: [Command] = []
  /// True when the loop is to end.
  var isFinished = false
  /// What to print on the normal screen.
  var message: String?
  /// The size of the terminal.
  var size: Size
}
