package import Foundation

extension Date {
  /// `2026-11-21T08:30:05Z`: ISO 8601, UTC, whole seconds.
  package var iso8601: String {
    let day = CalendarDay(self)
    let seconds = Int(timeIntervalSince1970.rounded(.down)) - day.number * 86_400
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(day)T\(two(seconds / 3600)):\(two(seconds / 60 % 60)):\(two(seconds % 60))Z"
  }
}
