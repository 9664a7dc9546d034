/// Daily use as bars, with what is left of the quota as a line, the quota, and where periods begin.
///
/// More days than columns share a column, by the greatest use and the last remainder. Where there
/// is no room for axes it becomes a ``Sparkline``.
package struct BarChart: Widget, Hashable, Sendable {
  /// The days, oldest first; those to come at the end.
  package var days: [ChartDay]
  /// The quota of a period; nil when there is none.
  package var quota: Int?
  /// Words at the quota's line.
  package var quotaLabel: String
  /// Index of the day that is read; nil for none.
  package var cursor: Int?
  /// True to scale to the days' use alone, so that small bars can be told apart.
  package var scalesToUse: Bool
  /// The zone that days are counted in.
  package var zone: String

  /// Makes a chart.
  package init(
    days: [ChartDay], quota: Int? = nil, quotaLabel: String = "quota, per key",
    cursor: Int? = nil, scalesToUse: Bool = false, zone: String = "UTC"
  ) {
    self.days = days
    self.quota = quota
    self.quotaLabel = quotaLabel
    self.cursor = cursor
    self.scalesToUse = scalesToUse
    self.zone = zone
  }

  /// What is known of the day at the cursor, in words.
  package var reading: Line {
    guard let cursor, days.indices.contains(cursor) else { return [] }
    let day = days[cursor]
    var line = Line(day.label, .accent, .bold)
    if day.isForecast {
      line += Line("  forecast", .dim)
    } else if let used = day.used {
      line += Line("  used ", .dim) + Line(Figures.grouped(used))
    } else {
      line += Line("  no data for this day", .dim)
    }
    if let remaining = day.remaining {
      line += Line("  left ", .dim) + Line(Figures.grouped(remaining))
    }
    if day.isReset { line += Line("  a new period begins", .dim) }
    return line
  }

  /// The day at a cell, for clicks; nil outside the plot.
  package func dayAt(x: Int, in rect: Rect) -> Int? {
    guard let frame = ChartFrame(self, in: rect), !days.isEmpty else { return nil }
    let column = x - frame.plot.x
    guard column >= 0, column < frame.usedWidth else { return nil }
    return frame.dayRange(at: column).lowerBound
  }

  /// Draws the chart.
  package func draw(into buffer: inout CellBuffer, in rect: Rect, glyphs: GlyphSet) {
    guard !rect.isEmpty else { return }
    buffer.fill(rect, on: .base)
    guard !days.isEmpty else {
      buffer.put(
        Line("no days to show", .dim).clipped(to: rect.width, glyphs: glyphs),
        at: Point(x: rect.x, y: rect.y), in: rect)
      return
    }
    guard let frame = ChartFrame(self, in: rect) else {
      let values = days.filter { !$0.isForecast }.map { $0.used.map(Double.init) }
      Sparkline(values).draw(into: &buffer, in: rect, glyphs: glyphs)
      return
    }
    ChartPainter(chart: self, frame: frame, glyphs: Glyphs(glyphs)).paint(into: &buffer)
  }
}
