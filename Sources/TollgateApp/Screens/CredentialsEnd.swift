import Canvas
import Foundation
import GatewayKit

/// When credentials stop working, and what becomes of that: the one source of header, views and
/// warning.
struct CredentialsEnd: Hashable, Sendable {
  /// Seconds before the end from which on those that cannot renew themselves are marked.
  static let mark = 900.0
  /// Seconds before the end from which on a sentence warns of it.
  static let warning = 600.0

  var profile: String
  var at: Date
  var renewsItself: Bool
  var advice: String

  /// Nil for credentials without an end.
  init?(_ identity: ContextIdentity) {
    guard let end = identity.expiresAt else { return nil }
    profile = identity.context.profile
    at = end
    renewsItself = identity.renewsItself
    advice = identity.renewalAdvice
  }

  /// Whether somebody has to do something now.
  func isUrgent(at now: Date) -> Bool { role(at: now) != .dim }

  /// Over hurts; near the end warns where nobody else does anything about it.
  func role(at now: Date) -> Role {
    let left = at.timeIntervalSince(now)
    if left <= 0 { return .danger }
    return left < Self.mark && !renewsItself ? .warn : .dim
  }

  /// `creds 42m`.
  func header(at now: Date) -> Line {
    Line("creds \(Self.short(at.timeIntervalSince(now)))", role(at: now))
  }

  /// The sentence that warns of it; nil while there is nothing to warn of.
  func warning(at now: Date) -> String? {
    let left = at.timeIntervalSince(now)
    guard !renewsItself, left > 0, left <= Self.warning else { return nil }
    let minutes = Int((left / 60).rounded(.up))
    return "The credentials of profile \(profile) end in \(minutes) "
      + "\(minutes == 1 ? "minute" : "minutes"); \(advice)."
  }

  private static func short(_ left: Double) -> String {
    switch left {
    case ...0: "over"
    case ..<3600: "\(Int(left / 60))m"
    case ..<172_800: "\(Int(left / 3600))h"
    default: "\(Int(min(left, 1e9) / 86_400))d"
    }
  }
}

extension AppState {
  /// Warns once of each end of credentials that nobody else does anything about.
  mutating func warnOfEnds() {
    let identities = isWide ? standings.compactMap(\.identity) : [ownIdentity].compactMap(\.self)
    for identity in identities {
      guard let end = CredentialsEnd(identity), let sentence = end.warning(at: now),
        !warnedEnds.contains(where: { $0.profile == end.profile && $0.at == end.at })
      else { continue }
      warnedEnds.insert(end)
      say(sentence, .warn)
    }
  }
}
