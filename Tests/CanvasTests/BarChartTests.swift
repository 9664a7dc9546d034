import Canvas
import Testing

@Suite("Bar chart")
struct BarChartTests {
  private let days: [ChartDay] = {
    var left = 10_000
    return (0..<42).map { index in
      let isReset = index == 21
      if isReset { left = 10_000 }
      let used = 60 * (index % 7) + 12 * index
      left -= used
      return ChartDay(
        index < 21 ? "\(index + 11) Oct" : "\(index - 20) Nov", used: index == 30 ? nil : used,
        remaining: max(0, left), isReset: isReset)
    }
  }()

  private func drawn(
    _ chart: BarChart, _ width: Int, _ height: Int, _ glyphs: GlyphSet = .unicode
  ) -> String {
    var buffer = CellBuffer(size: Size(width: width, height: height))
    chart.draw(into: &buffer, in: buffer.bounds, glyphs: glyphs)
    return buffer.text
  }

  @Test("Bars, line, quota, reset, gap and dates")
  func whole() {
    print(drawn(BarChart(days: days, quota: 10_000), 60, 13))
    print(drawn(BarChart(days: days, quota: 10_000, cursor: 3), 100, 13))
    print(drawn(BarChart(days: days, quota: 10_000, cursor: 3), 30, 13))
    print(drawn(BarChart(days: Array(days.suffix(7)), quota: 10_000, scalesToUse: true), 60, 13))
    print(drawn(BarChart(days: days, quota: 10_000), 60, 13, .ascii))
  }
}
