import GatewayKit

/// Which of the keys that leaked text names may be acted on.
enum LeakChoice {
  /// The keys of the one leak, or of all when a person said so. Throws ``GatewayError``: nothing
  /// found, several different keys, or, where nobody is asked, a key that is only a candidate.
  static func decide(
    _ findings: LeakFindings, allMatches: Bool, isAsked: Bool
  ) throws -> [LeakMatch] {
    guard !findings.matches.isEmpty else { throw nothing(findings) }
    if findings.leaks.count > 1 && !allMatches {
      throw GatewayError(
        kind: .refused, code: "SeveralKeys",
        message:
          "The text names \(findings.leaks.count.grouped) different keys, and nothing was changed: "
          + names(findings.matches),
        advice: "Give a text that names one of them, or add --all-matches to revoke all")
    }
    let doubtful = findings.matches.filter { $0.confidence == .candidate }
    guard doubtful.isEmpty || isAsked else {
      throw GatewayError(
        kind: .refused, code: "OnlyCandidate",
        message: "The text may mean another key, and nothing was changed: \(names(doubtful))",
        advice: "Run it on a terminal without --yes to decide, or use keys disable with its id")
    }
    return findings.matches
  }

  /// `acme-mobile (a1b2c3d4e5, default · eu-central-1), …`.
  static func names(_ matches: [LeakMatch]) -> String {
    let named = matches.prefix(10).map { match in
      "\(match.key.label) (\(match.key.id.shown), \(match.key.context.shown), \(match.words))"
    }
    let more = matches.count > 10 ? " and \(matches.count - 10) more" : ""
    return named.joined(separator: ", ") + more
  }

  private static func nothing(_ findings: LeakFindings) -> GatewayError {
    guard findings.notSearched.isEmpty else {
      return GatewayError(
        kind: .failed, code: "NotSearched",
        message: "No key was found, but not every context was searched, so nothing is certain",
        advice: "See what stopped the search above, and run it again")
    }
    return GatewayError(
      kind: .notFound, code: "NoMatch", message: "The text names no key of any context",
      advice: "Check that the text is whole, or that config.yaml names all contexts")
  }
}
