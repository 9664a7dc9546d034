package import Canvas

/// What a ``TerminalLoop`` is opened with.
package struct TerminalOptions: Sendable {
  /// The colour tier the user asked for; nil lets the environment decide.
  package var color: ColorTier?
  /// Whether clicks and the wheel are wanted. Without it the terminal selects text by itself.
  package var mouse: Bool
  /// The environment: `TERM`, `COLORTERM`, `NO_COLOR`, `ESCDELAY` and `TMUX` are read from it.
  package var environment: [String: String]
  /// The file that takes what is written to standard error while the screen is open, with its
  /// folders made when they are missing; nil keeps it in memory.
  package var standardErrorLog: String?

  /// Makes options.
  package init(
    color: ColorTier? = nil, mouse: Bool = true, environment: [String: String],
    standardErrorLog: String? = nil
  ) {
    self.color = color
    self.mouse = mouse
    self.environment = environment
    self.standardErrorLog = standardErrorLog
  }
}
