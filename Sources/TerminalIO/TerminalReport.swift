import CTerminal
package import Canvas
import Glibc

/// What is known of the terminal without opening it.
package struct TerminalReport: Sendable {
  /// What terminfo says of `TERM`.
  package enum Entry: Hashable, Sendable {
    /// There is an entry, and its cursor can be placed.
    case usable
    /// There is an entry, of something that cannot show a screen.
    case unusable
    /// There is no entry.
    case unknown
  }

  /// `TERM`; empty when it is not set.
  package let term: String
  /// Its entry.
  package let entry: Entry
  /// The colour tier, and what decided it, as a clause.
  package let tier: (value: ColorTier, reason: String)
  /// Whether the character set is UTF-8.
  package let isUTF8: Bool
  /// The glyphs to draw with.
  package let glyphs: GlyphSet
  /// The size in cells; nil where stdout is no terminal or does not say.
  package let size: Size?
  /// Whether the terminal takes sequences for titles and the clipboard.
  package let takesSequences: Bool
  /// What tmux's `set-clipboard` is; nil outside of tmux and where it does not say.
  package let tmuxClipboard: String?

  /// Looks. Call it while no screen is open.
  package init(environment: [String: String]) {
    let term = environment["TERM"] ?? ""
    var description = ct_description()
    let known = "xterm-256color"
    var entry = Entry.unknown
    switch term.isEmpty ? CT_UNKNOWN_TERM : Int(ct_describe(term, &description)) {
    case CT_OK: entry = .usable
    case CT_UNUSABLE: entry = .unusable
    // As the console does it: what is unknown is drawn for as another.
    default: if !term.isEmpty { _ = ct_describe(known, &description) }
    }
    self.term = term
    self.entry = entry
    let colors = TerminalProfile.Entry(
      colors: Int(description.colors), canColor: description.can_color)
    tier = TerminalProfile.decide(entry: colors, forced: nil, environment: environment)
    isUTF8 = ct_set_locale()
    glyphs =
      TerminalProfile(
        term: term, entry: colors, isUTF8: isUTF8, forced: nil, environment: environment
      ).glyphs
    takesSequences = description.xterm_like
    size = Self.size()
    tmuxClipboard = TmuxClipboard(environment: environment) == nil ? nil : Self.askTmux()
  }

  private static func size() -> Size? {
    var size = winsize()
    guard isatty(STDOUT_FILENO) == 1, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0,
      size.ws_col > 0, size.ws_row > 0
    else { return nil }
    return Size(width: Int(size.ws_col), height: Int(size.ws_row))
  }

  /// Asks tmux what it does with texts that programs copy.
  private static func askTmux() -> String? {
    guard let pipe = popen("tmux show-options -sv set-clipboard 2>/dev/null", "r") else {
      return nil
    }
    var line = [CChar](repeating: 0, count: 64)
    let isThere = fgets(&line, Int32(line.count), pipe) != nil
    guard pclose(pipe) == 0, isThere else { return nil }
    let bytes = line.prefix { $0 != 0 && $0 != 10 }.map(UInt8.init(bitPattern:))
    return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
  }
}
