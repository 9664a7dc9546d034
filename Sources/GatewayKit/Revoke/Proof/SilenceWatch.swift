import Foundation

/// What the access log of one stage says about a key that was disabled. Pure.
struct SilenceWatch: Equatable, Sendable {
  /// The stage, for people.
  let stage: String
  /// When the key was disabled.
  let disabledAt: Date
  /// The newest request of the key that was not refused.
  private(set) var lastAccepted: Date?
  /// Whether the log delivered anything of which it must have been alive to do so: a request after
  /// the disabling, or one of this key before.
  private(set) var isAlive = false

  init(stage: String, disabledAt: Date) {
    self.stage = stage
    self.disabledAt = disabledAt
  }

  /// Takes lines of the log: when each was logged and what it says. Only 403 counts as refused.
  mutating func take(_ lines: [(at: Date, line: AccessLogLine)], key: String) {
    for (at, line) in lines {
      if at > disabledAt || line.keyId == key { isAlive = true }
      if line.keyId == key, line.status != 403, at > lastAccepted ?? .distantPast {
        lastAccepted = at
      }
    }
  }

  /// Seconds since the key was last let in, or since it was disabled when that is later.
  func silence(at now: Date) -> Double {
    max(0, now.timeIntervalSince(max(lastAccepted ?? .distantPast, disabledAt)))
  }

  /// What the silence of several stages shows together.
  static func isProven(_ watches: [SilenceWatch], after seconds: Double, at now: Date) -> Bool {
    !watches.isEmpty && watches.allSatisfy { $0.isAlive && $0.silence(at: now) >= seconds }
  }
}
