package import SigV4

/// Credentials and where they came from.
package struct ResolvedCredentials: Sendable, Equatable {
  /// What requests are signed with.
  package var credentials: Credentials
  /// Where they came from, for people: `environment`, `profile prod in ~/.aws/credentials`.
  package var source: String

  /// Makes a pair.
  package init(credentials: Credentials, source: String) {
    self.credentials = credentials
    self.source = source
  }
}
