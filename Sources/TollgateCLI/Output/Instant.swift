import GatewayKit

import struct Foundation.Date

/// Writes instants and numbers.
enum Instant {
  /// ISO 8601 in UTC, whole seconds: `2026-11-21T08:00:00Z`.
  static func iso(_ date: Date) -> String {
    let seconds = Int(date.timeIntervalSince1970.rounded(.down))
    let day = CalendarDay(date)
    let rest = seconds - day.number * 86_400
    return "\(day)T\(two(rest / 3600)):\(two(rest / 60 % 60)):\(two(rest % 60))Z"
  }

  /// For people: `2026-11-21 08:00 UTC`.
  static func shown(_ date: Date) -> String {
    let text = iso(date)
    return "\(text.prefix(10)) \(text.dropFirst(11).prefix(5)) UTC"
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

extension Int {
  /// With a comma after every three digits.
  var grouped: String {
    let digits = String(magnitude)
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0 && (digits.count - index).isMultiple(of: 3) { text += "," }
      text.append(digit)
    }
    return self < 0 ? "-" + text : text
  }
}

extension Double {
  /// As short as it can be: `100`, `0.5`.
  var plain: String { Int(exactly: self).map(String.init) ?? "\(self)" }
}
