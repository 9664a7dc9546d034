import Canvas

/// What changed from one frame to the next, as runs of cells of one style.
struct FrameDiff: Equatable {
  /// Neighbouring cells of one row and one style.
  struct Run: Equatable {
    /// Row.
    var y: Int
    /// The columns it covers.
    var columns: Range<Int>
    /// How its cells look.
    var style: Style
  }

  /// The runs, from the upper left to the lower right.
  private(set) var runs: [Run] = []
  /// Rows to be sent whole, because a terminal may count the columns of their text otherwise.
  private(set) var wholeRows: [Int] = []

  /// Compares two frames; without an old one, or with one of another size, all cells are new.
  init(from old: CellBuffer?, to new: CellBuffer) {
    let width = new.size.width
    guard width > 0 else { return }
    let before = old?.size == new.size ? old : nil
    for y in 0..<new.size.height {
      let row = new.cells[(y * width)..<((y + 1) * width)]
      guard let before else {
        append(row: row, y: y, changed: [0..<width])
        if Self.isDelicate(row) { wholeRows.append(y) }
        continue
      }
      let oldRow = before.cells[(y * width)..<((y + 1) * width)]
      let changed = Self.changes(from: oldRow, to: row)
      if changed.isEmpty { continue }
      if Self.isDelicate(row) || Self.isDelicate(oldRow) {
        append(row: row, y: y, changed: [0..<width])
        wholeRows.append(y)
      } else {
        append(row: row, y: y, changed: changed)
      }
    }
  }

  /// True for a row with a grapheme of two columns or of several scalars.
  private static func isDelicate(_ row: ArraySlice<Cell>) -> Bool {
    row.contains { cell in
      let bytes = cell.text.utf8.count
      guard bytes != 1 else { return false }
      return bytes == 0 || cell.text.unicodeScalars.count > 1
    }
  }

  private static func changes(
    from old: ArraySlice<Cell>, to new: ArraySlice<Cell>
  ) -> [Range<Int>] {
    var changes: [Range<Int>] = []
    for (x, index) in new.indices.enumerated() where old[index] != new[index] {
      if let last = changes.last, last.upperBound == x {
        changes[changes.count - 1] = last.lowerBound..<(x + 1)
      } else {
        changes.append(x..<(x + 1))
      }
    }
    return changes
  }

  private mutating func append(row: ArraySlice<Cell>, y: Int, changed: [Range<Int>]) {
    for range in changed {
      var start = range.lowerBound
      while start < range.upperBound {
        let style = row[row.startIndex + start].style
        var end = start + 1
        // The second column of a wide grapheme belongs to the first, whatever style it claims.
        while end < range.upperBound,
          row[row.startIndex + end].style == style || row[row.startIndex + end].isContinuation
        {
          end += 1
        }
        runs.append(Run(y: y, columns: start..<end, style: style))
        start = end
      }
    }
  }
}
