import Foundation
import GatewayKit

/// A leak being cut off, as a log that goes on by itself. It outlives the dialog that shows it
/// until the keys are known to be off.
struct Revocation: Equatable, Sendable {
  /// A line of the log.
  struct Entry: Equatable, Sendable {
    var text: String
    var tone: Message.Tone = .plain
  }

  /// What the access logs said last, and when they said it.
  struct Silence: Equatable, Sendable {
    var lastAccepted: Date?
    var seconds: Double
    var heardAt: Date
  }

  var number: Int
  var matches: [LeakMatch]
  var origin: String
  var entries: [Entry] = []
  /// Ids of the keys that the service took the change for.
  var disabled: Set<LeakMatch.ID> = []
  /// Ids of the keys that were read back as disabled.
  var verified: Set<LeakMatch.ID> = []
  var silence: Silence?
  var outcome: RevokeOutcome?
  var error: GatewayError?
  /// Where the report is to go; written as soon as there is one.
  var reportPath: String?
  /// The report as it stands while proof is waited for.
  var earlyReport: IncidentReport?
  /// Where a report was written that will be renewed when the proof is there.
  var earlyPath: String?
  /// Files that were written.
  var reportFiles: [String] = []

  init(number: Int, matches: [LeakMatch], origin: String) {
    self.number = number
    self.matches = matches
    self.origin = origin
  }

  var isOver: Bool { outcome != nil || error != nil }
  /// True when nothing that matters is open: what follows is proof.
  var isSettled: Bool { isOver || verified.count >= matches.count }

  mutating func log(_ text: String, _ tone: Message.Tone = .plain) {
    entries.append(Entry(text: text, tone: tone))
  }

  /// Seconds of silence by now: what was heard last, and the time since.
  func silentSeconds(at now: Date) -> Int? {
    guard let silence else { return nil }
    let since = isOver ? 0 : max(0, now.timeIntervalSince(silence.heardAt))
    return Int(max(0, silence.seconds + since))
  }
}

extension Figures {
  /// `0:42`, `12:07`, `1:00:03`: seconds as a clock counts them.
  static func span(_ seconds: Int) -> String {
    let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60)
    let tail = rest < 10 ? "0\(rest)" : "\(rest)"
    guard hours > 0 else { return "\(minutes):\(tail)" }
    return "\(hours):\(minutes < 10 ? "0" : "")\(minutes):\(tail)"
  }
}
