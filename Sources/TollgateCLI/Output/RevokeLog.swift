import GatewayKit

import struct Foundation.Date

/// What revoking tells, as lines of a log with UTC times.
enum RevokeLog {
  /// The line of an event that was heard of at `now`; nil for reports and for the end, which is
  /// the result.
  static func line(_ event: RevokeEvent, now: Date) -> String? {
    switch event {
    case .disabled(let key, let at, let milliseconds, let requestId):
      let id = requestId.map { ", request id \($0)" } ?? ""
      return "\(time(at))  disabled \(name(key)) (\(milliseconds.grouped) ms\(id))"
    case .readBack(let key, let isDisabled):
      let state = isDisabled ? "disabled" : "still enabled"
      return "\(time(now))  read back \(name(key)): \(state)"
    case .probed(let status, let words, let isRefused, let at):
      let verdict = isRefused ? "refused" : "no proof"
      let answer = words.hasPrefix(String(status)) ? words : "\(status) \(words)"
      return "\(time(at))  probe answered \(answer): \(verdict)"
    case .silence(let lastAccepted, let seconds):
      let last = lastAccepted.map { "last accepted request \(time($0))" } ?? "no accepted request"
      return "\(time(now))  \(last), silent for \(clock(seconds))"
    case .replaced(let rotation):
      guard let id = rotation.newKeyId else {
        return "\(time(now))  the replacement of \(rotation.name) is begun"
      }
      let plans = rotation.plans.isEmpty ? "no plan" : rotation.plans.shown
      return "\(time(now))  replaced by \(id), in \(plans)"
    case .note(let note): return "\(time(now))  \(note)"
    case .reported, .finished: return nil
    }
  }

  /// `09:41:07 UTC`.
  static func time(_ date: Date) -> String { "\(date.iso8601.dropFirst(11).prefix(8)) UTC" }

  /// `0:42`, `12:05`.
  static func clock(_ seconds: Double) -> String {
    let whole = max(0, Int(seconds))
    let rest = whole % 60
    return "\(whole / 60):\(rest < 10 ? "0" : "")\(rest)"
  }

  private static func name(_ key: APIKey) -> String {
    key.name.isEmpty ? key.id.shown : "\(key.name) (\(key.id.shown))"
  }
}
