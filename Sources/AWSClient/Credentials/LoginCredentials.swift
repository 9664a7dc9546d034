import Crypto
import Foundation
import SigV4

/// Credentials that `aws login` left in its cache, renewed in the last minutes of theirs.
///
/// What a renewal brings is written back: the AWS CLI needs the new refresh token too. As with the AWS
/// CLI no lock is taken: the service answers the same refresh token alike for a while.
struct LoginCredentials: Sendable {
  var world: CredentialsWorld
  var profile: String

  /// Seconds before their end from which on credentials are renewed.
  private static let renewalWindow = 300.0

  /// As a provider.
  var provider: CredentialsProvider {
    CredentialsProvider(name: "aws login of profile \(profile)") { try await look() }
  }

  func look() async throws -> CredentialsProvider.Outcome {
    guard let session = try world.files.load().settings(of: profile)?["login_session"] else {
      return .notConfigured
    }
    let folder =
      world.variable("AWS_LOGIN_CACHE_DIRECTORY")
      ?? "\(world.variable("HOME") ?? "~")/.aws/login/cache"
    let path = "\(folder)/\(SHA256.hash(data: Data(session.utf8)).hexText).json"
    guard let cache = try world.files.contents(of: path).flatMap({ LoginCache($0) }) else {
      throw again("is not logged in")
    }
    let left = cache.expiration.timeIntervalSince(world.clock.date())
    guard left <= Self.renewalWindow else { return .found(resolved(cache.credentials)) }
    guard let means = cache.means else {
      guard left > 0 else { throw again("has to log in again") }
      return .found(resolved(cache.credentials, .byHand))
    }
    guard world.renewsTokens else {
      guard left > 0 else { throw renewable }
      return .found(resolved(cache.credentials))
    }
    return try await renewed(cache, means, path: path, left: left)
  }

  private func renewed(
    _ cache: LoginCache, _ means: LoginCache.Means, path: String, left: Double
  ) async throws -> CredentialsProvider.Outcome {
    do {
      let (fresh, refreshToken) = try await ask(means)
      do {
        let text = try cache.text(with: fresh, refreshToken: refreshToken)
        try world.writeFile(world.files.expanded(path), text)
      } catch {
        // They work for this process all the same.
      }
      return .found(resolved(fresh))
    } catch let error as AWSError {
      let isRefused = error.kind == .service && (400..<429).contains(error.status)
      // The ones at hand work to their end.
      if left > 0 { return .found(resolved(cache.credentials, isRefused ? .byHand : .byItself)) }
      throw isRefused ? again("has to log in again") : error
    }
  }

  /// Asks AWS Sign-In for other credentials.
  private func ask(_ means: LoginCache.Means) async throws -> (Credentials, String) {
    let address = try world.endpoint(.signIn, world.region).text + "/v1/token"
    let now = world.clock.date() + world.offset.applied
    let proof = try means.proof.text(
      method: "POST", url: address, at: now, identifier: UUID().uuidString.lowercased())
    let body = JSONText.object([
      ("clientId", .string(means.clientId)), ("grantType", .string("refresh_token")),
      ("refreshToken", .secret(means.refreshToken)),
    ])
    let request = AWSRequest(
      .signIn, "CreateOAuth2Token", "POST", ["v1", "token"],
      headers: [.init("Content-Type", "application/json"), .init("DPoP", proof)],
      body: body.bytes, shownBody: body.masked, isMutating: true, hasSecretBody: true,
      hasSecretAnswer: true)
    let response = try await world.send(request, region: world.region, signedBy: nil)
    guard let fields = JSONFields(response.body), let id = fields["accessToken.accessKeyId"],
      let secret = fields["accessToken.secretAccessKey"],
      let token = fields["accessToken.sessionToken"], let refreshToken = fields["refreshToken"],
      let seconds = fields["expiresIn"].flatMap(Double.init)
    else {
      throw AWSError.unreadable(
        request, status: response.status, requestId: response.header("x-amzn-requestid"),
        why: "holds no credentials")
    }
    let fresh = Credentials(
      accessKeyId: id, secretAccessKey: SecretValue(secret), sessionToken: SecretValue(token),
      expiration: Date(
        timeIntervalSince1970: (world.clock.date().timeIntervalSince1970 + seconds).rounded(.down)))
    return (fresh, refreshToken)
  }

  private func resolved(
    _ credentials: Credentials, _ renewal: CredentialsRenewal = .byItself
  ) -> ResolvedCredentials {
    ResolvedCredentials(
      credentials: credentials, source: "aws login of profile \(profile)", renewal: renewal)
  }

  private func again(_ what: String) -> AWSError {
    .credentials(
      "LoginExpired",
      "The profile \(profile) \(what): run “aws login\(ShellOption.profile(profile))”.")
  }

  /// The sentence for credentials that have ended and would be renewed by anything but a mere look.
  private var renewable: AWSError {
    .credentials(
      "LoginRenewable",
      "The login of the profile \(profile) has to be renewed, which the next command does by itself."
    )
  }
}
