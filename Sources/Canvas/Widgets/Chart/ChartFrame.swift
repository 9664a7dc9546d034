/// Where the parts of a chart stand and what its axes say.
struct ChartFrame {
  /// The cells of bars and lines.
  var plot: Rect
  /// The cells of the numbers at the left, without the axis.
  var scale: Rect
  /// The row of dates.
  var dates: Rect
  /// The row that explains, and reads the day at the cursor.
  var legend: Rect
  /// What the top edge of the plot stands for.
  var top: Int
  /// Numbers of the left axis by row of the plot; the row below the plot is zero.
  var ticks: [(row: Int, value: Int)]
  /// Columns of one day; 1 when several days share a column.
  var dayWidth: Int
  /// Days.
  var count: Int

  /// Columns that hold days.
  var usedWidth: Int { count > plot.width ? plot.width : count * dayWidth }

  /// True when columns stand for more than one day.
  var isShared: Bool { count > plot.width }

  /// Lays a chart out; nil where there is no room for axes.
  init?(_ chart: BarChart, in rect: Rect) {
    guard rect.width >= 20, rect.height >= 5 else { return nil }
    count = chart.days.count
    let hasLegend = rect.height >= 6
    let height = rect.height - 2 - (hasLegend ? 1 : 0)
    top = ChartFrame.top(of: chart)
    ticks = ChartFrame.ticks(top: top, height: height)
    let isNarrow = rect.width < 40
    let widths = ticks.map { tick in
      (isNarrow ? Figures.compact(tick.value) : Figures.grouped(tick.value)).count
    }
    let scaleWidth = min(rect.width / 3, max(1, widths.max() ?? 1))
    scale = Rect(x: rect.x, y: rect.y, width: scaleWidth, height: height + 1)
    plot = Rect(
      x: rect.x + scaleWidth + 2, y: rect.y, width: rect.width - scaleWidth - 2, height: height)
    dates = Rect(x: plot.x, y: plot.maxY + 1, width: plot.width, height: 1)
    legend = Rect(
      x: rect.x, y: plot.maxY + 2, width: rect.width, height: hasLegend ? 1 : 0)
    dayWidth = count > 0 ? min(8, max(1, plot.width / count)) : 1
  }

  /// The days that a column of the plot stands for.
  func dayRange(at column: Int) -> Range<Int> {
    if isShared { return Buckets.range(ofColumn: column, columns: plot.width, items: count) }
    let day = column / dayWidth
    return day..<day + 1
  }

  /// First column of a day, from the left edge of the plot.
  func column(ofDay day: Int) -> Int {
    guard isShared else { return day * dayWidth }
    // The column whose share of the days holds this one.
    var column = day * plot.width / max(1, count)
    while column + 1 < plot.width, dayRange(at: column).upperBound <= day { column += 1 }
    return column
  }

  /// The row of the plot that a value lies in, within the plot.
  func row(of value: Int) -> Int {
    let share = Double(value) / Double(max(1, top))
    let fromBottom = Int((min(1, max(0, share)) * Double(plot.height)).rounded(.up))
    return plot.height - min(plot.height, max(1, fromBottom))
  }

  /// What the top edge stands for: the quota when it is the greatest, else a round number.
  private static func top(of chart: BarChart) -> Int {
    let used = chart.days.compactMap(\.used).max() ?? 0
    if chart.scalesToUse, used > 0 { return rounded(used) }
    let left = chart.days.compactMap(\.remaining).max() ?? 0
    let greatest = max(used, left)
    if let quota = chart.quota, quota > 0, quota >= greatest { return quota }
    return rounded(max(greatest, chart.quota ?? 0))
  }

  /// The least of 1, 2, 4, 5, 6, 8, 10 times a power of ten that is not below a value.
  private static func rounded(_ value: Int) -> Int {
    guard value > 4 else { return 4 }
    var power = 1
    while power <= value / 10 { power *= 10 }
    for factor in [1, 2, 4, 5, 6, 8] {
      let (product, overflow) = power.multipliedReportingOverflow(by: factor)
      if overflow { return value }
      if product >= value { return product }
    }
    let (product, overflow) = power.multipliedReportingOverflow(by: 10)
    return overflow ? value : product
  }

  private static func ticks(top: Int, height: Int) -> [(row: Int, value: Int)] {
    let parts =
      [4, 5, 3, 2].first { height.isMultiple(of: $0) && height / $0 >= 2 && top.isMultiple(of: $0) }
      ?? [4, 2].first { height / $0 >= 2 && top.isMultiple(of: $0) } ?? 1
    var result: [(row: Int, value: Int)] = []
    for part in stride(from: parts, to: 0, by: -1) {
      let row = height - Int((Double(height * part) / Double(parts)).rounded())
      result.append((row: row, value: top / parts * part))
    }
    return result
  }
}
