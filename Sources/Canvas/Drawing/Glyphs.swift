/// The glyphs that widgets draw with, in one of the two sets.
package struct Glyphs: Sendable {
  /// Which set it is.
  package let set: GlyphSet

  /// The glyphs of a set.
  package init(_ set: GlyphSet) { self.set = set }

  private func pick(_ unicode: String, _ ascii: String) -> String {
    set == .unicode ? unicode : ascii
  }

  /// The glyph `─`.
  package var horizontal: String { pick("─", "-") }
  /// The glyph `│`.
  package var vertical: String { pick("│", "|") }
  /// The glyph `┌`.
  package var topLeft: String { pick("┌", "+") }
  /// The glyph `┐`.
  package var topRight: String { pick("┐", "+") }
  /// The glyph `└`.
  package var bottomLeft: String { pick("└", "+") }
  /// The glyph `┘`.
  package var bottomRight: String { pick("┘", "+") }
  /// `┤`, a mark on a vertical axis.
  package var tickLeft: String { pick("┤", "+") }
  /// `┼`, where axes meet.
  package var cross: String { pick("┼", "+") }
  /// `┬`, a mark on a horizontal axis.
  package var tickDown: String { pick("┬", "+") }
  /// `…`, for what is left out or on its way.
  package var ellipsis: String { pick("…", "~") }
  /// `●`, a marked row.
  package var mark: String { pick("●", "*") }
  /// `▌`, the row under the cursor.
  package var cursor: String { pick("▌", ">") }
  /// `·`, between two pieces of a line.
  package var dot: String { pick("·", "-") }
  /// `›`, between two steps of a path.
  package var crumb: String { pick("›", ">") }
  /// `•`, one character that is not shown.
  package var bullet: String { pick("•", "*") }
  /// `–`, no value.
  package var none: String { pick("–", "-") }
  /// `┊`, where a period begins.
  package var reset: String { pick("┊", ":") }
  /// `▲`, sorted upwards.
  package var ascending: String { pick("▲", "^") }
  /// `▼`, sorted downwards.
  package var descending: String { pick("▼", "v") }
  /// The glyph `█`.
  package var full: String { pick("█", "#") }

  /// A block of so many eighths of a cell's height, from the bottom: 0 is a space.
  package func lowerBlock(eighths: Int) -> String {
    let level = min(8, max(0, eighths))
    if set == .unicode { return Glyphs.lower[level] }
    return switch level {
    case 0: " "
    case 1...3: "."
    case 4...6: ":"
    default: "#"
    }
  }

  /// A block of so many eighths of a cell's width, from the left: 0 is a space.
  package func leftBlock(eighths: Int) -> String {
    let level = min(8, max(0, eighths))
    if set == .unicode { return Glyphs.left[level] }
    return level >= 4 ? "#" : " "
  }

  private static let lower = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
  private static let left = [" ", "▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"]
}
