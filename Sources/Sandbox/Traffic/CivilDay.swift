/// UTC days as numbers since 1970-01-01, and their calendar.
enum CivilDay {
  /// The day of a time in seconds since 1970.
  static func number(at seconds: Double) -> Int {
    Int((seconds / 86_400).rounded(.down))
  }

  /// Midnight at which a day begins, in seconds since 1970.
  static func start(of day: Int) -> Double { Double(day) * 86_400 }

  /// Day of the week: 0 for Monday to 6 for Sunday; 1970-01-01 was a Thursday.
  static func weekday(_ day: Int) -> Int { ((day + 3) % 7 + 7) % 7 }

  /// Day, month and year of a day, after the Gregorian calendar.
  static func parts(_ day: Int) -> (year: Int, month: Int, day: Int) {
    // Counted from 1 March of year 0, so that the leap day is the last of its year.
    let shifted = day + 719_468
    let cycle = shifted >= 0 ? shifted / 146_097 : (shifted - 146_096) / 146_097
    let inCycle = shifted - cycle * 146_097
    let yearInCycle = (inCycle - inCycle / 1460 + inCycle / 36_524 - inCycle / 146_096) / 365
    let inYear = inCycle - (365 * yearInCycle + yearInCycle / 4 - yearInCycle / 100)
    let marchMonth = (5 * inYear + 2) / 153
    let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    return (
      yearInCycle + cycle * 400 + (month <= 2 ? 1 : 0), month,
      inYear - (153 * marchMonth + 2) / 5 + 1
    )
  }

  /// `2026-02-28`
  static func text(_ day: Int) -> String {
    let (year, month, day) = parts(day)
    func padded(_ number: Int, _ width: Int) -> String {
      let digits = String(number)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }

  /// Reads `2026-02-28`; nil when there is no such day.
  static func number(_ text: String) -> Int? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, let year = Int(parts[0]), let month = Int(parts[1]),
      let day = Int(parts[2]), (1...12).contains(month), (1...31).contains(day),
      (1970...9999).contains(year)
    else { return nil }
    let marchYear = month <= 2 ? year - 1 : year
    let cycle = marchYear / 400
    let yearInCycle = marchYear - cycle * 400
    let inYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let inCycle = yearInCycle * 365 + yearInCycle / 4 - yearInCycle / 100 + inYear
    let number = cycle * 146_097 + inCycle - 719_468
    return self.text(number) == text ? number : nil
  }

  /// The first day of the period that a day lies in.
  ///
  /// Weeks begin on Monday, months on the first; the offset shifts both by days.
  static func periodStart(of day: Int, quota: Quota) -> Int {
    switch quota.period {
    case .day: return day
    case .week: return day - ((weekday(day) - quota.offset) % 7 + 7) % 7
    case .month:
      let first = day - parts(day).day + 1
      if first + quota.offset <= day { return first + quota.offset }
      return first - 1 - parts(first - 1).day + 1 + quota.offset
    }
  }
}
