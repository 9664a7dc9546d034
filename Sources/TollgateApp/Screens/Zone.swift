import Foundation
import GatewayKit

extension AppState {
  /// `09:41:05 UTC`, and the configured zone's time behind it.
  func bothClocks(_ date: Date) -> String {
    "\(Figures.clock(date)) UTC" + local(date, withSeconds: true)
  }

  /// `16:40 UTC`, and the configured zone's time behind it.
  func bothMinutes(_ date: Date) -> String {
    "\(Figures.minute(date)) UTC" + local(date, withSeconds: false)
  }

  /// `21 Nov 09:41:07 UTC`, and the configured zone's time behind it.
  func moment(_ date: Date) -> String { Figures.moment(date) + local(date, withSeconds: true) }

  /// `21 Nov 09:41`, without the zone: for narrow columns.
  static func short(_ date: Date) -> String {
    "\(Figures.day(CalendarDay(date))) \(Figures.minute(date))"
  }

  /// ` (18:41 Tokyo)`, with the day where it is another; empty without a zone.
  private func local(_ date: Date, withSeconds: Bool) -> String {
    guard let zone else { return "" }
    // Shifted by the zone's offset, its wall clock reads like UTC's.
    let there = date.addingTimeInterval(Double(zone.secondsFromGMT(for: date)))
    let day = CalendarDay(there) == CalendarDay(date) ? "" : "\(Figures.day(CalendarDay(there))) "
    let clock = withSeconds ? Figures.clock(there) : Figures.minute(there)
    let city = zone.identifier.split(separator: "/").last.map(String.init) ?? zone.identifier
    return " (\(day)\(clock) \(city.replacing("_", with: " ")))"
  }
}
