import ArgumentParser

/// A span of time as an option has it: `30m`, `24h`, `7d`, `2w`.
struct TimeSpan: Hashable, Sendable {
  /// Its seconds.
  let seconds: Double

  /// A number of days.
  static func days(_ count: Double) -> TimeSpan { TimeSpan(seconds: count * 86_400) }

  /// A number of hours.
  static func hours(_ count: Double) -> TimeSpan { TimeSpan(seconds: count * 3600) }

  private init(seconds: Double) { self.seconds = seconds }

  /// Reads a whole number and one of s, m, h, d and w.
  init(_ text: String) throws {
    let units: [Character: Int] = ["s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800]
    guard let unit = text.last.flatMap({ units[$0] }), text.count <= 6,
      text.dropLast().allSatisfy({ $0.isASCII && $0.isNumber }),
      let count = Int(text.dropLast())
    else {
      throw ValidationError("Write a time as a whole number and s, m, h, d or w, such as 24h.")
    }
    guard count <= 315_360_000 / unit else { throw ValidationError("That is over ten years.") }
    seconds = Double(count * unit)
  }
}
