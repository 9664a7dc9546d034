import ArgumentParser
import Foundation
import GatewayKit

/// Hours of the UTC day, `09:00-17:00`; one that begins later than it ends goes past midnight.
struct DailyWindow: Hashable, Sendable {
  private let from: Int
  private let to: Int

  /// Reads `HH:MM-HH:MM`.
  init(_ text: String) throws {
    let ends = text.split(separator: "-", omittingEmptySubsequences: false).map(Self.minute)
    guard ends.count == 2, let from = ends[0], let to = ends[1], from != to else {
      throw ValidationError("Write hours of the UTC day as 09:00-17:00.")
    }
    (self.from, self.to) = (from, to)
  }

  /// The minutes of the day that count now: all of the window, or the part of it that now's side of
  /// midnight has.
  func minutes(at now: Date) -> ClosedRange<Int> {
    if from <= to { return from...to }
    let minute = Int(now.timeIntervalSince(CalendarDay(now).start) / 60)
    return minute <= to ? 0...to : from...1439
  }

  private static func minute(_ text: Substring) -> Int? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ $0.count == 2 }),
      let hour = Int(parts[0]), let minute = Int(parts[1]),
      (0...23).contains(hour) && (0...59).contains(minute) || hour == 24 && minute == 0
    else { return nil }
    return min(hour * 60 + minute, 1439)
  }
}
