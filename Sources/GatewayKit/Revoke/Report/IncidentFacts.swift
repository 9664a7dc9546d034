import Foundation

/// Everything that a report of an incident is made of. No key's value is in it.
struct IncidentFacts: Sendable {
  /// A key that leaked.
  struct Key: Sendable {
    /// What became of it.
    var item: RevokeOutcome.Item
    /// What in the text named it: `the whole value`.
    var evidence: String
    /// The line that named it.
    var line: Int
    /// The account, when it is known.
    var account: String?
    /// What was found out about it.
    var details: [LeakDetail]

    var key: APIKey { item.key }
  }

  /// Something that happened.
  typealias Moment = RevokeTally.Moment

  /// Where the leaked text came from.
  var origin: String
  /// When revoking began.
  var startedAt: Date
  /// When the report was written.
  var writtenAt: Date
  /// Who acted: the caller's ARN; nil when nobody could tell.
  var actor: String?
  /// The endpoint when it is not AWS's own.
  var endpoint: String?
  /// The keys.
  var keys: [Key]
  /// What happened, in order.
  var moments: [Moment]
  /// What shows that the keys stopped working.
  var proof: RevokeOutcome.Proof
  /// Sentences that were told on the way, about disabling.
  var notes: [String]
  /// Sentences about what was tried to prove that callers are refused.
  var proofNotes: [String] = []
  /// Sentences about new keys, and about rotations that the keys were in.
  var replacementNotes: [String] = []
  /// The replacement.
  var replacement: Rotation?
  /// A time zone that people read beside UTC.
  var zone: String?

  /// A time as reports have it: UTC, and the local one beside it when a zone is known.
  func time(_ date: Date) -> String {
    guard let zone, let known = TimeZone(identifier: zone) else { return date.iso8601 }
    let local = (date + Double(known.secondsFromGMT(for: date))).iso8601.dropLast()
    return "\(date.iso8601) (\(local.replacing("T", with: " ")) \(zone))"
  }

  /// When the last of the keys was disabled here; nil when none was.
  var disabledAt: Date? {
    moments.last { $0.words.hasSuffix(": disabled") }?.at
  }

  /// What proves it, as a sentence.
  var proofSentence: String {
    switch proof {
    case .probe:
      "Proven by a probe: a URL that let the key in before has refused it for 30 s with 403 "
        + "ForbiddenException."
    case .logs: "Proven by the access logs: since then no request with the key was let in."
    case .none:
      "Disabled, not proven: nothing shows yet that callers are refused. API Gateway takes seconds, "
        + "at times two minutes, to spread the change."
    }
  }
}

extension IncidentFacts.Key {
  var opens: [LeakDetail.Opening] {
    details.flatMap { detail -> [LeakDetail.Opening] in
      if case .opens(let openings) = detail { openings } else { [] }
    }
  }

  var exposure: LeakDetail.Exposure? {
    details.lazy.compactMap { detail -> LeakDetail.Exposure? in
      if case .exposure(let exposure) = detail { exposure } else { nil }
    }.first
  }

  var management: LeakDetail.Management? {
    details.lazy.compactMap { detail -> LeakDetail.Management? in
      if case .management(let management?) = detail { management } else { nil }
    }.first
  }

  /// Whether signs of a tool were looked for and there was none.
  var isUnmanaged: Bool {
    management == nil
      && details.contains { if case .management = $0 { true } else { false } }
  }

  var traffic: [LeakDetail.Traffic] {
    details.compactMap { if case .traffic(let traffic) = $0 { traffic } else { nil } }
  }

  var remarks: [String] {
    details.compactMap { if case .note(let sentence) = $0 { sentence } else { nil } }
  }

  /// The state in words.
  var state: String {
    if let error = item.error { return "NOT disabled: \(error.message)" }
    if item.isVerified { return "disabled, read back as disabled" }
    return item.isDisabled ? "disabled, not read back" : "NOT disabled"
  }
}
