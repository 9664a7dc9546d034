import GatewayKit

/// The leak search of a command: what it announces and cannot do goes to stderr.
struct LeakSearch: Sendable {
  /// Options, world and output.
  let session: Session
  /// The context that the command was given.
  let service: GatewayService

  /// Searches every context, and says what a person should know of the result.
  func run(_ text: LeakText) async throws -> LeakFindings {
    var bar = ProgressBar(total: nil, noun: "keys looked at", world: session.world)
    var findings: LeakFindings?
    for try await event in service.findLeaks(text) {
      switch event {
      case .announced(let sentence):
        bar.clear()
        session.say(sentence)
      case .progress(let progress): bar.show(done: progress.keys)
      case .match: break
      case .finished(let found): findings = found
      }
    }
    bar.clear()
    guard let findings else {
      try Task.checkCancellation()
      throw GatewayError(
        kind: .failed, code: "NoResult", message: "The search ended without a result",
        advice: "Run the command again with --debug")
    }
    tell(findings)
    return findings
  }

  private func tell(_ findings: LeakFindings) {
    for note in findings.notes { session.say(note) }
    for missed in findings.notSearched {
      session.say(
        "Not searched: \(missed.context.shown), because \(missed.reason.uncapitalisedFirst)")
    }
    for match in findings.matches { if let state = match.stateSentence { session.say(state) } }
    session.say(findings.summary)
  }
}

extension LeakMatch {
  /// What a person must know of the key's state; nil for a key that is on and always was.
  var stateSentence: String? {
    let name = "\(key.label) (\(key.id.shown))"
    let revoked = revokedAt.map { "revoked as leaked on \(Instant.shown($0))" }
    if key.isEnabled {
      return revoked.map { "\(name) was \($0), and it is enabled again" }
    }
    if let revoked { return "\(name) is disabled already: \(revoked)" }
    let changed = key.lastUpdatedDate.map { ", last changed \(Instant.shown($0))" } ?? ""
    return "\(name) is disabled already\(changed)"
  }
}

extension LeakFindings {
  /// `1 key matches. Searched 400 keys in 1 context with 4 requests in 212 ms`.
  var summary: String {
    let found =
      switch matches.count {
      case 0: "No key matches"
      case 1: "1 key matches"
      case let count: "\(count.grouped) keys match"
      }
    let left =
      switch unmatched {
      case 0: ""
      case 1: "; 1 piece of the text looks like a key and is none of them"
      case let count: "; \(count.grouped) pieces of the text look like keys and are none of them"
      }
    return "\(found)\(left). Searched \(searched.keys.counted("key")) in "
      + "\(searched.contexts.counted("context")) with \(searched.requests.counted("request")) in "
      + "\(searched.milliseconds.grouped) ms"
  }
}

extension Int {
  /// `1 key`, `2 keys`.
  func counted(_ noun: String) -> String { "\(grouped) \(noun)\(self == 1 ? "" : "s")" }
}

extension String {
  /// With a lower-case first letter, unless an abbreviation begins there.
  var uncapitalisedFirst: String {
    guard let first, !dropFirst().prefix(1).allSatisfy(\.isUppercase) else { return self }
    return first.lowercased() + dropFirst()
  }
}
