import Foundation

/// What two keys used, and what may be concluded from it.
struct RotationUse: Hashable, Sendable {
  /// The days of one key in one plan.
  struct Series: Hashable, Sendable {
    /// The plan's name.
    var plan: String
    /// The plan's quota; nil when it has none.
    var quota: Quota?
    /// Its days, oldest first; nil when the service told none.
    var days: [UsageDay]?
  }

  /// What access logs tell, where every stage of the keys writes one with the key's id.
  struct Logs: Hashable, Sendable {
    /// From when on they were read.
    var since: Date
    /// The old key's last request in them, refused ones included.
    var oldLastAt: Date?
    /// The new key's first request that was not refused.
    var newFirstAt: Date?
  }

  /// The old key, plan by plan.
  var old: [Series]
  /// The new key, plan by plan.
  var new: [Series]
  /// What access logs tell; nil when they cannot tell all.
  var logs: Logs?

  /// Whether the old key has been silent long enough.
  enum Silence: Hashable, Sendable {
    /// It has.
    case quiet
    /// It has not, and why, as one waits for it: `old key quiet for 9 of 24 h`.
    case no(String)
  }
}

extension RotationUse {
  /// Requests counted from a day on.
  static func sum(_ series: [Series], from day: CalendarDay) -> Int {
    series.reduce(0) { sum, series in
      sum + (series.days ?? []).reduce(0) { $0 + ($1.date >= day ? $1.used : 0) }
    }
  }

  /// When the new key was first seen used: by the logs, or the day of its first request.
  var newSeenAt: Date? {
    let day = new.flatMap { $0.days ?? [] }.filter { $0.used > 0 }.map(\.date).min()
    return [logs?.newFirstAt, day?.start].compactMap(\.self).min()
  }

  /// When the old key was last seen used: by the logs, or the end of its last day.
  func oldLastUsedAt(now: Date) -> Date? {
    let day = old.flatMap { $0.days ?? [] }.filter { $0.used > 0 }.map(\.date).max()
    return [logs?.oldLastAt, day.map { min(($0 + 1).start, now) }].compactMap(\.self).max()
  }

  /// Whether the old key has been silent for so many seconds.
  ///
  /// A day on which its quota was used up is no day of silence: its callers were refused, and refused
  /// requests are not counted. Without logs, only complete UTC days count, since usage is told by
  /// the day.
  func silence(for quiet: Double, now: Date) -> Silence {
    let today = CalendarDay(now)
    for series in old {
      guard let quota = series.quota, quota.limit > 0, let last = series.days?.last,
        last.remaining <= 0
      else { continue }
      return .no("old key has used its quota of \(series.plan) up, so its silence tells nothing")
    }
    guard quiet > 0 else { return .quiet }
    if let logs {
      let last = max(logs.oldLastAt ?? .distantPast, logs.since)
      // What the logs do not reach back to is not known to be silent.
      let seconds = now.timeIntervalSince(last)
      guard seconds < quiet else { return .quiet }
      return .no(Self.phrase(seconds, of: quiet))
    }
    guard !old.isEmpty else {
      return .no("use of a key in no plan cannot be seen")
    }
    if let blind = old.first(where: { $0.quota == nil && $0.days == nil }) {
      return .no("use of the old key in \(blind.plan) cannot be seen, the plan has no quota")
    }
    let days = (quiet / 86_400).rounded(.up)
    let lastBusy = old.flatMap { series in
      (series.days ?? []).filter {
        $0.used > 0 || (series.quota.map { $0.limit > 0 } ?? false) && $0.remaining <= 0
      }.map(\.date)
    }.max()
    guard let lastBusy else { return .quiet }
    guard lastBusy < today else { return .no(Self.phrase(0, of: days * 86_400)) }
    let seconds = now.timeIntervalSince((lastBusy + 1).start)
    guard seconds < days * 86_400 else { return .quiet }
    return .no(Self.phrase(seconds, of: days * 86_400))
  }

  /// The longest time that the old key was silent and then came back, in whole days.
  func longestPause() -> Int {
    var used: [CalendarDay: Int] = [:]
    for day in old.flatMap({ $0.days ?? [] }) { used[day.date, default: 0] += day.used }
    let busy = used.filter { $0.value > 0 }.map(\.key).sorted()
    return zip(busy, busy.dropFirst()).map { $1.number - $0.number - 1 }.max() ?? 0
  }

  private static func phrase(_ seconds: Double, of quiet: Double) -> String {
    let hours = Int((max(0, seconds) / 3600).rounded(.down))
    return "old key quiet for \(hours) of \(Int((quiet / 3600).rounded(.up))) h"
  }
}
