import AWSClient

/// Dates the pairs of GetUsage, which come without dates: one a day from the first day on.
enum UsageSeries {
  /// The days of each key, over all pages of one answer.
  ///
  /// A key that stands on two pages keeps the longer list; days that the answer does not reach are
  /// absent, not zero.
  static func merge(_ pages: [UsageRecord], from first: CalendarDay) -> [String: [UsageDay]] {
    var merged: [String: [UsageDay]] = [:]
    for page in pages {
      let start = CalendarDay(page.startDate) ?? first
      for (key, pairs) in page.items where pairs.count > merged[key]?.count ?? -1 {
        merged[key] = pairs.enumerated().map { index, pair in
          UsageDay(date: start + index, used: pair.used, remaining: pair.remaining)
        }
      }
    }
    return merged
  }
}
