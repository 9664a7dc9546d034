import GatewayKit

/// A row of any table, by what it stands for.
enum RowID: Hashable, Sendable {
  case key(KeyID)
  case plan(PlanID)
  /// A key in a plan.
  case usage(PlanID, KeyID)
  /// The totals of a plan.
  case total(PlanID)
  /// A rotation by id.
  case rotation(String)
  /// One of several contexts.
  case context(Home)
  /// A line of the journal, of the messages, of the context.
  case line(Int64)
}

/// A column that can be sorted by.
enum ColumnID: String, Hashable, Sendable {
  case name, id, owner, plan, state, used, left, trend, out, created
  case rate, burst, quota, stages, keys
  case time, who, action, outcome, text, value, reason
  case started, retire
  case profile, account, region
}

/// What a table is sorted by.
struct TableSort: Equatable, Sendable {
  var column: ColumnID
  var isReversed: Bool
}

/// Order, filter, cursor, scroll and marks of a table; what going back restores.
struct TableState: Equatable, Sendable {
  /// All rows in display order.
  var order: [RowID] = []
  /// Those that pass the filter.
  var shown: [RowID] = []
  var cursor: RowID?
  /// Place of the cursor among the rows shown.
  var cursorIndex = 0
  /// Place of the first row on the screen.
  var top = 0
  /// Marked rows, which stay marked while a filter hides them.
  var marks: Set<RowID> = []
  var filter = ""
  var problemsOnly = false
  var sort: TableSort?
  /// True once the cursor was moved: from then on nothing is sorted by itself.
  var wasTouched = false

  /// Puts the cursor on a place and scrolls so that it is seen.
  mutating func moveCursor(to index: Int, height: Int) {
    guard !shown.isEmpty else {
      cursor = nil
      cursorIndex = 0
      top = 0
      return
    }
    cursorIndex = min(max(0, index), shown.count - 1)
    cursor = shown[cursorIndex]
    scroll(height: height)
  }

  /// Scrolls as little as shows the cursor.
  mutating func scroll(height: Int) {
    let height = max(1, height)
    if cursorIndex < top { top = cursorIndex }
    if cursorIndex >= top + height { top = cursorIndex - height + 1 }
    top = min(max(0, top), max(0, shown.count - height))
  }

  /// Takes other rows in, keeping the cursor on its id and on its line of the screen.
  mutating func show(_ rows: [RowID], height: Int) {
    let line = cursorIndex - top
    let place = cursorIndex
    shown = rows
    guard !rows.isEmpty else {
      cursorIndex = 0
      top = 0
      return
    }
    if let cursor, place < rows.count, rows[place] == cursor {
      scroll(height: height)
    } else if let cursor, wasTouched, let index = rows.firstIndex(of: cursor) {
      cursorIndex = index
      top = max(0, index - line)
      scroll(height: height)
    } else {
      moveCursor(to: wasTouched ? place : 0, height: height)
    }
  }

  /// The rows on the screen.
  func visible(height: Int) -> ArraySlice<RowID> {
    let start = min(max(0, top), shown.count)
    return shown[start..<min(shown.count, start + max(0, height))]
  }
}
