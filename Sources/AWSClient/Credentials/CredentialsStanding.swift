package import Foundation
import SigV4

/// What is known of the credentials in use, for people.
package struct CredentialsStanding: Sendable, Hashable {
  /// Where they came from: `environment`, `profile prod in ~/.aws/credentials`.
  package var source: String
  /// When they stop working; nil for long-lived ones.
  package var expiresAt: Date?
  /// Whether others are fetched before that without a person's help, as far as anybody can tell.
  package var renewsItself: Bool
  /// What a person has to do, as the end of a sentence: `run aws sso login --profile prod`.
  package var advice: String

  /// Makes a standing.
  package init(
    source: String, expiresAt: Date? = nil, renewsItself: Bool = true, advice: String = ""
  ) {
    self.source = source
    self.expiresAt = expiresAt
    self.renewsItself = renewsItself
    self.advice = advice
  }

  /// Judges credentials that a profile led to.
  ///
  /// - Parameters:
  ///   - credentials: the ones in use.
  ///   - isStuck: whether the last try to renew them failed.
  ///   - profile: the profile.
  init(_ credentials: ResolvedCredentials, isStuck: Bool, profile: String) {
    source = credentials.source
    expiresAt = credentials.credentials.expiration
    renewsItself = credentials.renewal == .byItself && !isStuck
    let line = credentials.signIn ?? SignInLine.of(source: source, profile: profile)
    switch credentials.renewal {
    case .byCode: advice = "the code of the MFA device is asked for then"
    case .byHand where line == nil: advice = "put others into the \(source) and start again"
    default: advice = line.map { "run \($0)" } ?? "renew them where they come from: \(source)"
    }
  }
}
