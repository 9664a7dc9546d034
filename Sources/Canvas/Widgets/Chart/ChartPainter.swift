/// Draws a ``BarChart`` whose parts have their places.
struct ChartPainter {
  let chart: BarChart
  let frame: ChartFrame
  let glyphs: Glyphs

  private var plot: Rect { frame.plot }

  /// Draws all parts, from the back to the front.
  func paint(into buffer: inout CellBuffer) {
    paintAxes(into: &buffer)
    paintCursor(into: &buffer)
    paintQuota(into: &buffer)
    paintResets(into: &buffer)
    paintBars(into: &buffer)
    if !chart.scalesToUse { paintRemaining(into: &buffer) }
    paintResetLabels(into: &buffer)
    paintDates(into: &buffer)
    paintLegend(into: &buffer)
  }

  private func put(
    _ text: String, column: Int, row: Int, _ role: Role, into buffer: inout CellBuffer
  ) {
    let x = plot.x + column
    guard plot.contains(Point(x: x, y: plot.y + row)) else { return }
    let isRead = buffer[safe: x, plot.y + row]?.style.surface == .selection
    buffer.put(
      text, at: Point(x: x, y: plot.y + row),
      style: Style(role, on: isRead ? .selection : .base), in: plot)
  }

  private func paintAxes(into buffer: inout CellBuffer) {
    let isNarrow = frame.scale.width + 2 + plot.width < 40
    let axis = Style(.dim)
    for row in 0..<plot.height {
      let hasTick = frame.ticks.contains { $0.row == row }
      buffer.put(
        hasTick ? glyphs.tickLeft : glyphs.vertical, at: Point(x: plot.x - 1, y: plot.y + row),
        style: axis)
    }
    for tick in frame.ticks + [(row: plot.height, value: 0)] {
      let text = isNarrow ? Figures.compact(tick.value) : Figures.grouped(tick.value)
      buffer.put(
        Text.pad(text, to: frame.scale.width, .right, glyphs: glyphs.set),
        at: Point(x: frame.scale.x, y: plot.y + tick.row), style: axis, in: frame.scale)
    }
    buffer.put(glyphs.cross, at: Point(x: plot.x - 1, y: plot.maxY), style: axis)
    for column in 0..<plot.width where column >= frame.usedWidth || isKnown(column) {
      buffer.put(glyphs.horizontal, at: Point(x: plot.x + column, y: plot.maxY), style: axis)
    }
  }

  private func isKnown(_ column: Int) -> Bool {
    frame.dayRange(at: column).contains { day in
      chart.days[day].used != nil || chart.days[day].isForecast
    }
  }

  private func paintCursor(into buffer: inout CellBuffer) {
    guard let cursor = chart.cursor, chart.days.indices.contains(cursor) else { return }
    let x = plot.x + frame.column(ofDay: cursor)
    let width = frame.isShared ? 1 : frame.dayWidth
    buffer.fill(
      Rect(x: x, y: plot.y, width: width, height: plot.height).intersection(plot), on: .selection)
    buffer.put(
      glyphs.ascending, at: Point(x: x + (width - 1) / 2, y: plot.maxY),
      style: Style(.accent, on: .base, .bold), in: plot.inset(bottom: -1))
  }

  private func paintQuota(into buffer: inout CellBuffer) {
    guard let quota = chart.quota, quota > 0, quota <= frame.top else { return }
    let row = frame.row(of: quota)
    for column in stride(from: 1, to: plot.width, by: 2) {
      put(glyphs.horizontal, column: column, row: row, .dim, into: &buffer)
    }
    let label = " " + chart.quotaLabel
    let width = Text.width(label)
    guard plot.width >= width + 12 else { return }
    buffer.put(
      label, at: Point(x: plot.maxX - width, y: plot.y + row), style: Style(.dim), in: plot)
  }

  private func paintResets(into buffer: inout CellBuffer) {
    for (day, value) in chart.days.enumerated() where value.isReset {
      let column = frame.column(ofDay: day)
      for row in 0..<plot.height {
        put(glyphs.reset, column: column, row: row, .dim, into: &buffer)
      }
    }
  }

  /// Names each period's beginning beside its mark, where nothing else stands.
  private func paintResetLabels(into buffer: inout CellBuffer) {
    guard plot.height >= 6, plot.width >= 30 else { return }
    for (day, value) in chart.days.enumerated() where value.isReset {
      let column = frame.column(ofDay: day)
      let label = "reset \(value.label)"
      let width = Text.width(label)
      let places = (1..<plot.height).flatMap { row in
        [Point(x: column - width - 1, y: row), Point(x: column + 2, y: row)]
      }
      let free = places.first { place in
        let cells = (place.x - 1)...(place.x + width)
        return place.x >= 0 && place.x + width <= plot.width
          && cells.allSatisfy { x in
            x == column || x < 0 || x >= plot.width
              || buffer[safe: plot.x + x, plot.y + place.y] == .blank
          }
      }
      guard let free else { continue }
      buffer.put(
        label, at: Point(x: plot.x + free.x, y: plot.y + free.y), style: Style(.dim), in: plot)
    }
  }

  private func paintBars(into buffer: inout CellBuffer) {
    let gap = frame.dayWidth >= 3 ? 1 : 0
    for column in 0..<frame.usedWidth {
      if !frame.isShared, gap > 0, column % frame.dayWidth == frame.dayWidth - 1 { continue }
      let range = frame.dayRange(at: column)
      guard let used = range.compactMap({ chart.days[$0].used }).max(), used > 0 else { continue }
      let isOver = chart.quota.map { used > $0 } ?? false
      let share = min(1, Double(used) / Double(max(1, frame.top)))
      let eighths = max(1, Int((share * Double(plot.height * 8)).rounded()))
      for row in 0..<plot.height {
        let level = eighths - (plot.height - 1 - row) * 8
        guard level > 0 else { continue }
        put(
          glyphs.lowerBlock(eighths: level), column: column, row: row,
          isOver ? .danger : .chart1, into: &buffer)
      }
    }
  }

  private func paintRemaining(into buffer: inout CellBuffer) {
    var previous: Int?
    for column in 0..<frame.usedWidth {
      let range = frame.dayRange(at: column)
      guard let day = range.last(where: { chart.days[$0].remaining != nil }),
        let remaining = chart.days[day].remaining, remaining <= frame.top
      else {
        previous = nil
        continue
      }
      let row = frame.row(of: remaining)
      let isForecast = chart.days[day].isForecast
      let startsPeriod = range.contains {
        chart.days[$0].isReset && column == frame.column(ofDay: $0)
      }
      if isForecast {
        let glyph = glyphs.set == .unicode ? "·" : "o"
        put(glyph, column: column, row: row, .chart3, into: &buffer)
      } else {
        paintStep(from: startsPeriod ? nil : previous, to: row, column: column, into: &buffer)
      }
      previous = row
    }
  }

  /// One column of the line of what is left, joined to the column before.
  private func paintStep(
    from previous: Int?, to row: Int, column: Int, into buffer: inout CellBuffer
  ) {
    let isUnicode = glyphs.set == .unicode
    guard let previous, previous != row else {
      put(glyphs.horizontal, column: column, row: row, .chart2, into: &buffer)
      return
    }
    let glyph =
      previous < row ? (isUnicode ? "╲" : "\\") : (isUnicode ? "╱" : "/")
    let between = previous < row ? previous + 1..<row : row + 1..<previous
    for step in between {
      put(isUnicode ? "│" : "|", column: column, row: step, .chart2, into: &buffer)
    }
    put(glyph, column: column, row: row, .chart2, into: &buffer)
  }

  private func paintDates(into buffer: inout CellBuffer) {
    let days = chart.days
    var rightEdge = plot.width + 2
    var placed: [(column: Int, start: Int, text: String)] = []
    // From the newest to the oldest, so that the newest day always has its date.
    for day in days.indices.reversed() {
      let column = frame.column(ofDay: day)
      let width = Text.width(days[day].label)
      let start = max(0, min(column, plot.width - width))
      guard start + width + 2 <= rightEdge, start <= column else { continue }
      placed.append((column, start, days[day].label))
      rightEdge = start - max(0, 4 - frame.dayWidth)
    }
    for label in placed {
      if chart.cursor.map({ frame.column(ofDay: $0) }) != label.column {
        buffer.put(
          glyphs.tickDown, at: Point(x: plot.x + label.column, y: plot.maxY), style: Style(.dim))
      }
      buffer.put(
        label.text, at: Point(x: plot.x + label.start, y: frame.dates.y), style: Style(.dim),
        in: frame.dates)
    }
  }

  private func paintLegend(into buffer: inout CellBuffer) {
    guard !frame.legend.isEmpty else { return }
    let isUnicode = glyphs.set == .unicode
    var line = Line()
    if chart.cursor != nil { line += chart.reading + "   " }
    line += Line(glyphs.full, .chart1) + Line(" used each day", .dim)
    let hasLine = !chart.scalesToUse
    if hasLine, chart.days.contains(where: { $0.remaining != nil && !$0.isForecast }) {
      line += Line("  ") + Line(glyphs.horizontal, .chart2) + Line(" left", .dim)
    }
    if hasLine, chart.days.contains(where: { $0.remaining != nil && $0.isForecast }) {
      line += Line("  ") + Line(isUnicode ? "·" : "o", .chart3) + Line(" forecast", .dim)
    }
    if chart.days.contains(where: { $0.used == nil && !$0.isForecast }) {
      line += Line("  gap: no data", .dim)
    }
    if frame.isShared { line += Line("  a column is the highest of its days", .dim) }
    line += Line("  days in \(chart.zone)", .dim)
    buffer.put(
      line.clipped(to: frame.legend.width, glyphs: glyphs.set),
      at: Point(x: frame.legend.x, y: frame.legend.y), in: frame.legend)
  }
}
