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

  /// The sentence that follows a warning once it has come true: what was to be done then is to be done
  /// now.
  var farewell: String {
    let cure = advice.hasSuffix(" then") ? String(advice.dropLast(5)) : advice
    return "The credentials of profile \(profile) have ended; \(cure)."
  }

  /// What makes a sentence about it untrue.
  var passing: Message.Passing { .end(profile: profile, at: at) }

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
  /// Warns once of each end of credentials that nobody else does anything about, says so when it has
  /// come, and takes both out of the foot when there are others.
  mutating func warnOfEnds() {
    let identities = isWide ? standings.compactMap(\.identity) : [ownIdentity].compactMap(\.self)
    for identity in identities {
      guard let end = CredentialsEnd(identity), let sentence = end.warning(at: now),
        !warnedEnds.contains(where: { $0.profile == end.profile && $0.at == end.at })
      else { continue }
      warnedEnds.insert(end)
      say(sentence, .warn, passing: end.passing)
    }
    for end in warnedEnds where end.at <= now {
      warnedEnds.remove(end)
      if isInUse(end.profile, until: end.at) { say(end.farewell, .danger, passing: end.passing) }
    }
    if let passing = messages.last?.passing, case .end(let profile, let at) = passing,
      !isInUse(profile, until: at)
    {
      messages.withdraw(passing)
    }
  }

  /// Whether a profile's credentials are still those that end then. Where its caller is not known, as in
  /// a context that failed, nothing says otherwise.
  private func isInUse(_ profile: String, until end: Date) -> Bool {
    let identities = isWide ? standings.compactMap(\.identity) : [ownIdentity].compactMap(\.self)
    let own = identities.filter { $0.context.profile == profile }
    if own.isEmpty { return isWide && standings.contains { $0.context.profile == profile } }
    return own.contains { $0.expiresAt == end }
  }
}
