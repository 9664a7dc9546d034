import Canvas
import Testing

@Suite("Figures")
struct FiguresTests {
  @Test(
    "Separators",
    arguments: [
      (0, "0"), (999, "999"), (1_000, "1,000"), (-1_203, "-1,203"), (-12, "-12"),
      (1_234_567, "1,234,567"), (.max, "9,223,372,036,854,775,807"),
      (.min, "-9,223,372,036,854,775,808"),
    ])
  func grouped(value: Int, text: String) { #expect(Figures.grouped(value) == text) }

  @Test(
    "Short forms",
    arguments: [
      (940, "940"), (9_450, "9.4k"), (2_000, "2k"), (12_999, "12k"), (999_999, "999k"),
      (3_100_000, "3.1M"), (-1_500, "-1.5k"), (.max, "9.2E"),
    ])
  func compact(value: Int, text: String) { #expect(Figures.compact(value) == text) }

  @Test(
    "Percentages are never rounded up",
    arguments: [
      (0.0, "0%"), (0.001, "<1%"), (0.29, "29%"), (0.999, "99%"), (1, "100%"), (12.5, "1,250%"),
      (.nan, "–"),
    ])
  func percent(value: Double, text: String) { #expect(Figures.percent(value) == text) }

  @Test(
    "Durations in one unit",
    arguments: [
      (-5, "0 s"), (12, "12 s"), (59, "59 s"), (60, "1 min"), (3_599, "59 min"), (3_600, "1 h"),
      (90_000, "1 d"), (200_000_000, "2,314 d"),
    ])
  func duration(seconds: Int, text: String) { #expect(Figures.duration(seconds: seconds) == text) }
}
