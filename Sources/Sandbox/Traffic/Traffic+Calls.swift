/// The single calls of a day, as access logs show them.
extension Traffic {
  /// When a day's call came, in seconds since 1970; the first call has the number 1.
  ///
  /// It is the moment at which `demand(on:upTo:)` reaches the number.
  func moment(of number: Int, on day: Int) -> Double {
    let share = Double(number) / Double(max(1, demand(on: day)))
    var low = 0.0
    var high = 1.0
    // Thirty halvings of a day are less than a tenth of a millisecond.
    for _ in 0..<30 {
      let middle = (low + high) / 2
      if Self.share(middle) < share { low = middle } else { high = middle }
    }
    return CivilDay.start(of: day) + high * 86_400
  }

  /// The part of a day's calls that came up to a part of the day.
  static func share(_ part: Double) -> Double {
    0.35 * part + 0.65 * (3 * part * part - 2 * part * part * part)
  }
}
