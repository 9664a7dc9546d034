/// A key press as a program wants it, whatever bytes the terminal sent.
package enum Key: Hashable, Sendable {
  /// A printable character without ctrl or alt.
  case character(Character)
  /// A letter with ctrl: `.control("r")` is ctrl-r.
  case control(Character)
  /// A key with alt (or after ESC within the escape delay).
  case alt(Character)
  /// Arrow up.
  case up
  /// Arrow down.
  case down
  /// Arrow left.
  case left
  /// Arrow right.
  case right
  /// Home.
  case home
  /// End.
  case end
  /// Page up.
  case pageUp
  /// Page down.
  case pageDown
  /// Enter or Return.
  case enter
  /// Escape alone.
  case escape
  /// Tab.
  case tab
  /// Shift-tab.
  case backTab
  /// Backspace.
  case backspace
  /// Delete forward.
  case delete
  /// Insert.
  case insert
  /// F1 to F12.
  case function(Int)
}

/// A mouse event inside the screen.
package struct MouseEvent: Hashable, Sendable {
  /// What happened.
  package enum Kind: Hashable, Sendable {
    /// The left button went down, or was clicked.
    case press
    /// The wheel turned away from the user.
    case wheelUp
    /// The wheel turned towards the user.
    case wheelDown
  }

  /// What happened.
  package var kind: Kind
  /// Where.
  package var at: Point

  /// Makes an event.
  package init(kind: Kind, at: Point) {
    self.kind = kind
    self.at = at
  }
}

/// Whatever a terminal tells a program.
package enum TerminalEvent: Hashable, Sendable {
  /// A key was pressed.
  case key(Key)
  /// Text was pasted (bracketed paste): never key presses. Newlines are `\n`.
  case paste(String)
  /// The mouse did something.
  case mouse(MouseEvent)
  /// The terminal has a new size.
  case resized(Size)
  /// The program came back from a suspension and the screen must be drawn whole.
  case resumed
  /// SIGTERM, SIGHUP or SIGINT came: `TERM`, `HUP`, `INT`. The program is to end in good order.
  case signal(String)
  /// The terminal is gone: end of input.
  case hangup
}
