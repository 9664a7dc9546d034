import Foundation
import GatewayKit

/// Numbers, dates and limits as the screens write them.
enum Figures {
  /// `1,204`.
  static func number(_ value: Int) -> String {
    var digits = Array(String(value.magnitude))
    var index = digits.count - 3
    while index > 0 {
      digits.insert(",", at: index)
      index -= 3
    }
    return (value < 0 ? "-" : "") + String(digits)
  }

  /// `100` or `0.5`: no more digits than it has.
  static func decimal(_ value: Double) -> String {
    guard value.magnitude < 1e15 else { return String(value) }
    return value == value.rounded() ? number(Int(value)) : String(value)
  }

  /// `98%`; never rounded up to 100.
  static func percent(_ value: Double) -> String {
    value < 100 ? "\(Int(min(99, value.rounded())))%" : "\(Int(min(value, 1e9).rounded(.down)))%"
  }

  /// `100/s, burst 50`.
  static func throttle(_ throttle: Throttle?) -> String {
    guard let throttle, throttle.rateLimit != nil || throttle.burstLimit != nil else {
      return "unlimited"
    }
    let rate = throttle.rateLimit.map { "\(decimal($0))/s" }
    let burst = throttle.burstLimit.map { "burst \(number($0))" }
    return [rate, burst].compactMap(\.self).joined(separator: ", ")
  }

  /// `10,000 per MONTH`.
  static func quota(_ quota: Quota?) -> String {
    guard let quota else { return "no quota" }
    let offset = quota.offset == 0 ? "" : ", offset \(quota.offset)"
    return "\(number(quota.limit)) per \(quota.period.rawValue)\(offset)"
  }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// `21 Nov`.
  static func day(_ day: CalendarDay) -> String {
    let parts = day.parts
    return "\(parts.day) \(months[parts.month - 1])"
  }

  /// `2026-11-21`.
  static func isoDay(_ date: Date?) -> String {
    date.map { CalendarDay($0).description } ?? "–"
  }

  /// `09:41:07`.
  static func clock(_ date: Date) -> String {
    let seconds = Int((date.timeIntervalSince1970.rounded(.down))) % 86_400
    return "\(two(seconds / 3600)):\(two(seconds / 60 % 60)):\(two(seconds % 60))"
  }

  /// `16:40`.
  static func minute(_ date: Date) -> String { String(clock(date).prefix(5)) }

  /// `21 Nov 09:41:07 UTC`.
  static func moment(_ date: Date) -> String { "\(day(CalendarDay(date))) \(clock(date)) UTC" }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  /// `12 s old`, `4 min old`, `3 h old`.
  static func age(_ date: Date, at now: Date) -> String {
    let seconds = max(0, Int(now.timeIntervalSince(date)))
    switch seconds {
    case ..<120: return "\(seconds) s old"
    case ..<7200: return "\(seconds / 60) min old"
    case ..<172_800: return "\(seconds / 3600) h old"
    default: return "\(seconds / 86_400) days old"
    }
  }

  /// `1 key`, `3 keys`.
  static func count(_ number: Int, _ word: String) -> String {
    "\(Figures.number(number)) \(word)\(number == 1 ? "" : "s")"
  }
}
