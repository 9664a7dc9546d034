/// A place where credentials may be.
package struct CredentialsProvider: Sendable {
  /// What was found there.
  package enum Outcome: Sendable, Equatable {
    /// Credentials.
    case found(ResolvedCredentials)
    /// None, and why, as the end of a sentence: `AWS_ACCESS_KEY_ID is not set`.
    case nothing(String)
    /// Nothing leads there; it is not worth a word.
    case notConfigured
  }

  /// The place's name, as the beginning of a sentence: `the environment`.
  package var name: String
  /// Looks there. Throws ``AWSError`` when what is there is broken, which ends the search.
  package var look: @Sendable () async throws -> Outcome

  /// Makes a provider.
  package init(name: String, look: @escaping @Sendable () async throws -> Outcome) {
    self.name = name
    self.look = look
  }
}
