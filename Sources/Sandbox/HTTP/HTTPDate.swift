import Foundation

/// Dates as HTTP headers have them: `Sun, 30 Aug 2015 12:36:00 GMT`.
enum HTTPDate {
  private static let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// Writes a date.
  static func text(_ date: Date) -> String {
    let seconds = date.timeIntervalSince1970.rounded(.down)
    let day = CivilDay.number(at: seconds)
    let (year, month, dayOfMonth) = CivilDay.parts(day)
    let time = Int(seconds - CivilDay.start(of: day))
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(days[CivilDay.weekday(day)]), \(two(dayOfMonth)) \(months[month - 1]) \(year) "
      + "\(two(time / 3600)):\(two(time / 60 % 60)):\(two(time % 60)) GMT"
  }
}
