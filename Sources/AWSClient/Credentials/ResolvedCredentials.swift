package import SigV4

/// Credentials and where they came from.
package struct ResolvedCredentials: Sendable, Equatable {
  /// What requests are signed with.
  package var credentials: Credentials
  /// Where they came from, for people: `environment`, `profile prod in ~/.aws/credentials`.
  package var source: String
  /// What it takes to have them anew.
  package var renewal: CredentialsRenewal
  /// The line that signs in anew, where it is another than the source's own: that of the credentials
  /// that a role was assumed with.
  package var signIn: String?

  /// Makes credentials of a source.
  package init(
    credentials: Credentials, source: String, renewal: CredentialsRenewal = .byItself,
    signIn: String? = nil
  ) {
    self.credentials = credentials
    self.source = source
    self.renewal = renewal
    self.signIn = signIn
  }
}
