/// What is known of the terminal without opening it.
package struct TerminalFacts: Hashable, Sendable {
  /// What terminfo says of `TERM`.
  package enum Entry: String, Hashable, Sendable {
    /// There is an entry, and its cursor can be placed.
    case usable
    /// There is an entry, of something that cannot show the console.
    case unusable
    /// There is no entry.
    case unknown
  }

  /// What stands between the program and the terminal.
  package enum Multiplexer: Hashable, Sendable {
    /// tmux, and what its `set-clipboard` is; nil where it did not say.
    case tmux(clipboard: String?)
    /// GNU screen.
    case screen
  }

  /// `TERM`; empty when it is not set.
  package var term: String
  /// Its entry.
  package var entry: Entry
  /// `truecolor`, `256`, `16` or `mono`.
  package var colors: String
  /// What decided that, as a clause.
  package var colorReason: String
  /// Whether the character set is UTF-8.
  package var isUTF8: Bool
  /// The variable that names the locale: `LC_ALL=C.UTF-8`; nil when none does.
  package var locale: String?
  /// `unicode` or `ascii`.
  package var glyphs: String
  /// Columns and rows; nil when nothing says.
  package var columns: Int?
  /// Rows.
  package var rows: Int?
  /// stdin is a terminal.
  package var isInputTerminal: Bool
  /// stdout is a terminal.
  package var isOutputTerminal: Bool
  /// The terminal takes sequences for titles and the clipboard.
  package var takesSequences: Bool
  /// tmux or screen.
  package var multiplexer: Multiplexer?
  /// Over ssh.
  package var isRemote: Bool

  /// Makes facts.
  package init(
    term: String, entry: Entry, colors: String, colorReason: String, isUTF8: Bool, locale: String?,
    glyphs: String, columns: Int?, rows: Int?, isInputTerminal: Bool, isOutputTerminal: Bool,
    takesSequences: Bool, multiplexer: Multiplexer? = nil, isRemote: Bool = false
  ) {
    self.term = term
    self.entry = entry
    self.colors = colors
    self.colorReason = colorReason
    self.isUTF8 = isUTF8
    self.locale = locale
    self.glyphs = glyphs
    self.columns = columns
    self.rows = rows
    self.isInputTerminal = isInputTerminal
    self.isOutputTerminal = isOutputTerminal
    self.takesSequences = takesSequences
    self.multiplexer = multiplexer
    self.isRemote = isRemote
  }
}
