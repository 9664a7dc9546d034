/// Asks one provider after the other.
struct CredentialsChain: Sendable {
  var providers: [CredentialsProvider]

  /// The first credentials that are found.
  ///
  /// - Throws: ``AWSError`` of kind `credentials` that names each place and why it had nothing.
  func resolve() async throws -> ResolvedCredentials {
    var reasons: [String] = []
    for provider in providers {
      switch try await provider.look() {
      case .found(let credentials): return credentials
      case .notConfigured: break
      case .nothing(let reason): reasons.append("\(provider.name): \(reason)")
      }
    }
    throw AWSError.credentials(
      "NoCredentials", "No AWS credentials were found (" + reasons.joined(separator: "; ") + ").")
  }
}
