package import Canvas

/// What the console asks of the terminal, as closures; the program wires them to the loop that
/// owns it.
package struct ScreenPort: Sendable {
  /// Shows a whole screen. The cursor is where a text field has it; nil hides it.
  package var present:
    @Sendable (_ buffer: CellBuffer, _ sheet: StyleSheet, _ cursor: Point?) -> Void
  /// Forgets what the terminal shows, so that the next screen is drawn whole.
  package var redraw: @Sendable () -> Void
  /// Sets the window's title; never a key's name or value.
  package var setTitle: @Sendable (String) -> Void
  /// Puts text on the clipboard (OSC 52).
  package var copy: @Sendable (String) -> Void
  /// Rings the bell.
  package var ring: @Sendable () -> Void
  /// Stops the program as ctrl-z does elsewhere.
  package var suspend: @Sendable () -> Void
  /// Leaves the screen; the message then stands on the normal one.
  package var quit: @Sendable (_ message: String?) -> Void

  /// Makes a port.
  package init(
    present: @escaping @Sendable (CellBuffer, StyleSheet, Point?) -> Void,
    redraw: @escaping @Sendable () -> Void = {},
    setTitle: @escaping @Sendable (String) -> Void = { _ in },
    copy: @escaping @Sendable (String) -> Void = { _ in },
    ring: @escaping @Sendable () -> Void = {},
    suspend: @escaping @Sendable () -> Void = {},
    quit: @escaping @Sendable (String?) -> Void = { _ in }
  ) {
    self.present = present
    self.redraw = redraw
    self.setTitle = setTitle
    self.copy = copy
    self.ring = ring
    self.suspend = suspend
    self.quit = quit
  }
}
