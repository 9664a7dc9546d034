/// A terminal in memory: takes the bytes that a program sends to an xterm and tells what stands on
/// the screen then, as text. It knows what ncurses sends for the `xterm`, `tmux` and `linux`
/// entries, and keeps a list of what it did not know.
package struct ScreenReader: Sendable {
  /// Columns.
  package private(set) var columns: Int
  /// Rows.
  package private(set) var rows: Int
  /// Where the cursor stands, from 0.
  package internal(set) var cursor: (x: Int, y: Int) = (0, 0)
  /// Private modes that are on: 25 is the cursor, 1049 the other screen, 1000 the mouse, 2004 paste.
  package internal(set) var modes: Set<Int> = [25, 7]
  /// The title of the window.
  package internal(set) var title = ""
  /// What was put on the clipboard, as it was encoded.
  package internal(set) var clipboard = ""
  /// How often it rang.
  package internal(set) var bells = 0
  /// Sequences that were not understood.
  package internal(set) var unknown: [String] = []

  /// Text of each cell; empty in the second column of a wide character.
  var grid: [[String]]
  var otherGrid: [[String]]
  var savedCursor: (x: Int, y: Int) = (0, 0)
  var region: ClosedRange<Int>
  var wrapsNext = false
  var lastPrinted: Unicode.Scalar?
  var parser = Parser()

  /// Makes an empty screen.
  package init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
    grid = Self.blank(columns: columns, rows: rows)
    otherGrid = grid
    region = 0...(rows - 1)
  }

  private static func blank(columns: Int, rows: Int) -> [[String]] {
    Array(repeating: Array(repeating: " ", count: columns), count: rows)
  }

  /// The rows without trailing spaces, joined by newlines.
  package var text: String { grid.map(Self.trimmed).joined(separator: "\n") }

  /// One row without trailing spaces; empty below the screen.
  package func row(_ y: Int) -> String { grid.indices.contains(y) ? Self.trimmed(grid[y]) : "" }

  /// True when a row contains the text.
  package func contains(_ text: String) -> Bool {
    grid.contains { $0.joined().contains(text) }
  }

  /// True while the alternate screen is shown.
  package var isAlternate: Bool { modes.contains(1049) }

  private static func trimmed(_ row: [String]) -> String {
    var row = row[...]
    while row.last == " " { row.removeLast() }
    return row.joined()
  }

  /// Follows a new size as a simple terminal does: cut or filled at the right and the bottom.
  package mutating func resize(columns: Int, rows: Int) {
    func fitted(_ grid: [[String]]) -> [[String]] {
      var result = Self.blank(columns: columns, rows: rows)
      for y in 0..<min(rows, grid.count) {
        for x in 0..<min(columns, grid[y].count) { result[y][x] = grid[y][x] }
      }
      return result
    }
    grid = fitted(grid)
    otherGrid = fitted(otherGrid)
    self.columns = columns
    self.rows = rows
    region = 0...(rows - 1)
    move(x: cursor.x, y: cursor.y)
  }

  // MARK: What sequences do

  mutating func move(x: Int, y: Int) {
    cursor = (min(max(0, x), columns - 1), min(max(0, y), rows - 1))
    wrapsNext = false
  }

  mutating func print(_ scalar: Unicode.Scalar) {
    let width = Self.width(of: scalar)
    if width == 0 {
      let x = wrapsNext ? cursor.x : cursor.x - 1
      guard x >= 0 else { return }
      let at = grid[cursor.y][x].isEmpty && x > 0 ? x - 1 : x
      grid[cursor.y][at].unicodeScalars.append(scalar)
      return
    }
    if wrapsNext || cursor.x + width > columns {
      cursor.x = 0
      lineFeed()
    }
    erase(row: cursor.y, cursor.x..<min(columns, cursor.x + width))
    grid[cursor.y][cursor.x] = String(Character(scalar))
    if width == 2, cursor.x + 1 < columns { grid[cursor.y][cursor.x + 1] = "" }
    lastPrinted = scalar
    wrapsNext = cursor.x + width >= columns
    cursor.x = min(columns - 1, cursor.x + width)
  }

  mutating func lineFeed() {
    wrapsNext = false
    if cursor.y == region.upperBound {
      scroll(up: 1)
    } else {
      cursor.y = min(rows - 1, cursor.y + 1)
    }
  }

  mutating func reverseLineFeed() {
    if cursor.y == region.lowerBound {
      scroll(up: -1)
    } else {
      cursor.y = max(0, cursor.y - 1)
    }
  }

  /// Moves the rows of the region (or from a row on) up, or down when negative.
  mutating func scroll(up count: Int, from top: Int? = nil) {
    let first = top ?? region.lowerBound
    guard first <= region.upperBound else { return }
    let empty = Array(repeating: " ", count: columns)
    for _ in 0..<min(abs(count), rows) {
      if count > 0 {
        grid.remove(at: first)
        grid.insert(empty, at: region.upperBound)
      } else {
        grid.remove(at: region.upperBound)
        grid.insert(empty, at: first)
      }
    }
  }

  mutating func erase(row: Int, _ range: Range<Int>) {
    for x in range where x < columns {
      // Half of a wide character takes the other half with it.
      if grid[row][x].isEmpty, x > 0 { grid[row][x - 1] = " " }
      if x + 1 < columns, grid[row][x + 1].isEmpty { grid[row][x + 1] = " " }
      grid[row][x] = " "
    }
  }

  mutating func showAlternate(_ shown: Bool) {
    guard shown != modes.contains(1049) else { return }
    swap(&grid, &otherGrid)
    if shown {
      savedCursor = cursor
      grid = Self.blank(columns: columns, rows: rows)
      modes.insert(1049)
    } else {
      modes.remove(1049)
      move(x: savedCursor.x, y: savedCursor.y)
    }
  }

  private static func width(of scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0x300...0x36F, 0x200B...0x200F, 0x20D0...0x20FF, 0xFE00...0xFE0F: 0
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF,
      0x20000...0x3FFFD:
      2
    default: 1
    }
  }
}
