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
    #expect(
      drawn(BarChart(days: days, quota: 10_000), 60, 13) == """
        10,000 ┤────── ─ ─ ─ ─ ─ ─ ─ ─── ─ ─ ─ ─ ─ ─  quota, per key
               │     ╲────           ┊  ╲─
         8,000 ┤          ╲─         ┊    ╲
               │            ╲──      ┊     ╲─
         6,000 ┤               ╲──   ┊       ╲─
               │                  ╲─ ┊         ╲─
         4,000 ┤                    ╲┊           ╲
               │         reset 1 Nov ┊            ╲─
         2,000 ┤                     ┊              ╲─
               │ ▁▁▂▂▃▃▁▁▂▂▃▄▄▁▂▂▃▄▄▅▂▃▃▄▄▅▅▃▃ ▄▅▆▆▃▄▅╲───
             0 ┼────────┬──────────┬──────────┬──────────┬──────────
                        19 Oct     30 Oct     10 Nov     21 Nov
        █ used each day  ─ left  gap: no data  days in UTC
        """)
  }

  @Test("The day at the cursor is marked and read in words")
  func cursor() {
    let chart = BarChart(days: days, quota: 10_000, cursor: 3)
    #expect(chart.reading.text == "14 Oct  used 216  left 9,568")
    #expect(BarChart(days: days, cursor: 30).reading.text.hasPrefix("10 Nov  no data for this day"))
    #expect(BarChart(days: days, cursor: 99).reading.text == "")
    #expect(
      drawn(chart, 100, 13) == """
        10,000 ┤────────── ─ ─ ─ ─ ─ ─ ─ ─ ─ ─ ─ ─ ─ ─ ─ ─────── ─ ─ ─ ─ ─ ─ ─ ─ ─ ─ ─ ─ ─ ─  quota, per key
               │          ╲─────────          reset 1 Nov ┊     ╲───
         8,000 ┤                    ╲───                  ┊         ╲─
               │                        ╲─────            ┊           ╲───
         6,000 ┤                              ╲─────      ┊               ╲───
               │                                    ╲───  ┊                   ╲───
         4,000 ┤                                        ╲─┊                       ╲─
               │                                          ┊                         ╲───
         2,000 ┤                                          ┊                             ╲───
               │  ▁▁▁▁▂▂▂▂▃▃▃▃▁▁▁▁▂▂▂▂▃▃▄▄▄▄▁▁▂▂▂▂▃▃▄▄▄▄▅▅▂▂▃▃▃▃▄▄▄▄▅▅▅▅▃▃▃▃  ▄▄▅▅▆▆▆▆▃▃▄▄▅▅╲───────
             0 ┼──┬───▲─────┬─────────┬─────────┬─────────┬─────────┬───────  ┬─────────┬─────────┬─────────
                  12 Oct    17 Oct    22 Oct    27 Oct    1 Nov     6 Nov     11 Nov    16 Nov    21 Nov
        14 Oct  used 216  left 9,568   █ used each day  ─ left  gap: no data  days in UTC
        """)
  }

  @Test("More days than columns share columns")
  func narrow() {
    #expect(
      drawn(BarChart(days: days, quota: 10_000, cursor: 3), 30, 13) == """
        10k ┤──── ─ ─ ─ ─ ─ ─ ─ ─ ─ ─
            │   ╲──       ┊╲─
         8k ┤      ╲      ┊  │
            │       ╲─    ┊  ╲
         6k ┤         ╲─  ┊   ╲─
            │           ╲ ┊     ╲
         4k ┤            ╲┊      │
            │             ┊      ╲─
         2k ┤             ┊        ╲
            │ ▁▂▃▃▂▂▄▄▂▃▄▅▃▄▄▅▃ ▅▆▃▅╲─
          0 ┼──▲─────┬───────── ─────┬
                     25 Oct     21 Nov
        14 Oct  used 216  left 9,568 …
        """)
  }

  @Test("Scaled to the use of a week")
  func zoomed() {
    let chart = BarChart(days: Array(days.suffix(7)), quota: 10_000, scalesToUse: true)
    #expect(
      drawn(chart, 60, 13) == """
        1,000 ┤
              │                                          ▄▄▄▄▄▄
          800 ┤                            ▁▁▁▁▁▁ ▆▆▆▆▆▆ ██████
              │                     ▃▃▃▃▃▃ ██████ ██████ ██████
          600 ┤              ▅▅▅▅▅▅ ██████ ██████ ██████ ██████
              │▂▂▂▂▂▂ ▇▇▇▇▇▇ ██████ ██████ ██████ ██████ ██████
          400 ┤██████ ██████ ██████ ██████ ██████ ██████ ██████
              │██████ ██████ ██████ ██████ ██████ ██████ ██████
          200 ┤██████ ██████ ██████ ██████ ██████ ██████ ██████
              │██████ ██████ ██████ ██████ ██████ ██████ ██████
            0 ┼┬─────────────┬─────────────┬─────────────┬──────────
               15 Nov        17 Nov        19 Nov        21 Nov
        █ used each day  days in UTC
        """)
  }

  @Test("ASCII")
  func ascii() {
    #expect(
      drawn(BarChart(days: days, quota: 10_000), 60, 13, .ascii) == """
        10,000 +------ - - - - - - - --- - - - - - -  quota, per key
               |     \\----           :  \\-
         8,000 +          \\-         :    \\
               |            \\--      :     \\-
         6,000 +               \\--   :       \\-
               |                  \\- :         \\-
         4,000 +                    \\:           \\
               |         reset 1 Nov :            \\-
         2,000 +                     :              \\-
               | ...........::....:::...::::.. ::::.::\\---
             0 +--------+----------+----------+----------+----------
                        19 Oct     30 Oct     10 Nov     21 Nov
        # used each day  - left  gap: no data  days in UTC
        """)
  }

  @Test("Clicks find days")
  func clicks() {
    let chart = BarChart(days: days, quota: 10_000)
    let rect = Rect(x: 0, y: 0, width: 60, height: 13)
    #expect(chart.dayAt(x: 7, in: rect) == nil)
    #expect(chart.dayAt(x: 8, in: rect) == 0)
    #expect(chart.dayAt(x: 49, in: rect) == 41)
    #expect(chart.dayAt(x: 50, in: rect) == nil)
  }
}
