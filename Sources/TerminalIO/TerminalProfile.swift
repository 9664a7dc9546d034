import Canvas

/// What is decided about a terminal before it is opened, from its entry and the environment.
struct TerminalProfile: Equatable {
  /// What the terminfo entry says.
  struct Entry: Equatable {
    /// Colours that the entry knows.
    var colors: Int
    /// Whether it can set a foreground and a background.
    var canColor: Bool
  }

  /// The tier to draw in.
  var tier: ColorTier
  /// The glyphs to draw with.
  var glyphs: GlyphSet

  /// Decides. `forced` is the user's wish and beats `NO_COLOR`.
  init(
    term: String, entry: Entry, isUTF8: Bool, forced: ColorTier?, environment: [String: String]
  ) {
    tier = Self.decide(entry: entry, forced: forced, environment: environment).value
    // The console of Linux has 512 glyphs at most, and no block elements worth the name.
    glyphs = isUTF8 && term != "linux" ? .unicode : .ascii
  }

  /// The tier, and what decided it, as a clause.
  static func decide(
    entry: Entry, forced: ColorTier?, environment: [String: String]
  ) -> (value: ColorTier, reason: String) {
    guard entry.canColor else { return (.mono, "terminfo knows none") }
    // A terminal of direct colour knows no indices: they are told as the colours they stand for.
    if let forced {
      return (entry.colors > 256 && forced != .mono ? .truecolor : forced, "as asked for")
    }
    if let no = environment["NO_COLOR"], !no.isEmpty { return (.mono, "NO_COLOR is set") }
    guard entry.colors >= 8 else { return (.mono, "terminfo knows fewer than 8") }
    guard entry.colors >= 256 else { return (.ansi16, "terminfo knows \(entry.colors)") }
    let hint = environment["COLORTERM"]?.lowercased() ?? ""
    if hint == "truecolor" || hint == "24bit" { return (.truecolor, "COLORTERM is \(hint)") }
    return entry.colors > 256
      ? (.truecolor, "terminfo knows direct colour")
      : (.indexed256, "terminfo knows 256, COLORTERM is not truecolor")
  }

  /// Milliseconds to wait after ESC for the rest of a key: `ESCDELAY` of the user, or 25.
  static func escapeDelay(environment: [String: String]) -> Int {
    guard let text = environment["ESCDELAY"], let value = Int(text), value >= 0 else { return 25 }
    return min(value, 2_000)
  }
}
