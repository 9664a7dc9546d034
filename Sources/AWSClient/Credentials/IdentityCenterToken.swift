import Crypto
import Foundation
import SigV4

/// The token that `aws sso login` left in its cache, renewed when that is possible.
///
/// A renewed token is written back: the service may take the old refresh token away, and the AWS
/// CLI's own session would end with it.
struct IdentityCenterToken: Sendable {
  var world: CredentialsWorld
  var profile: String
  var place: IdentityCenterPlace

  /// Seconds before its end from which on a token is renewed.
  private static let renewalWindow = 900.0

  private var path: String {
    let name = Insecure.SHA1.hash(data: Data((place.session ?? place.startURL).utf8)).hexText
    return "\(world.variable("HOME") ?? "~")/.aws/sso/cache/\(name).json"
  }

  /// A token that works now.
  ///
  /// - Throws: ``AWSError`` with the line to run when there is none; `CancellationError`.
  func current() async throws -> SecretValue {
    guard let text = try world.files.contents(of: path), let fields = JSONFields(Array(text.utf8)),
      let token = fields["accessToken"], let end = fields.date("expiresAt")
    else { throw Self.expired(profile) }
    let left = end.timeIntervalSince(world.clock.date())
    if left < Self.renewalWindow, place.session != nil, world.renewsTokens,
      let fresh = try await renewed(fields)
    {
      return fresh
    }
    guard left > 0 else {
      let canRenew = place.session != nil && isRenewable(fields)
      throw canRenew && !world.renewsTokens ? Self.renewable(profile) : Self.expired(profile)
    }
    return SecretValue(token)
  }

  /// The sentence that tells what to run.
  static func expired(_ profile: String) -> AWSError {
    .credentials(
      "SSOExpired",
      "The IAM Identity Center session of the profile \(profile) has ended: run "
        + "“aws sso login\(ShellOption.profile(profile))”.")
  }

  /// The sentence for a token that has ended and would be renewed by anything but a mere look.
  static func renewable(_ profile: String) -> AWSError {
    .credentials(
      "SSORenewable",
      "The IAM Identity Center session of the profile \(profile) has to be renewed, which the next "
        + "command does by itself.")
  }

  /// Whether there is something to renew a token with.
  private func isRenewable(_ fields: JSONFields) -> Bool {
    guard let end = fields.date("registrationExpiresAt") else { return false }
    return ["refreshToken", "clientId", "clientSecret"].allSatisfy { fields[$0] != nil }
      && end > world.clock.date()
  }

  /// A new token; nil when there is nothing to renew it with, or the service would not.
  private func renewed(_ old: JSONFields) async throws -> SecretValue? {
    guard let refresh = old["refreshToken"], let id = old["clientId"],
      let secret = old["clientSecret"], let end = old.date("registrationExpiresAt"),
      end > world.clock.date()
    else { return nil }
    let body = JSONText.object([
      ("grantType", .string("refresh_token")), ("clientId", .string(id)),
      ("clientSecret", .secret(SecretValue(secret))),
      ("refreshToken", .secret(SecretValue(refresh))),
    ])
    let request = AWSRequest(
      .identityCenterLogin, "CreateToken", "POST", ["token"],
      headers: [.init("Content-Type", "application/json")], body: body.bytes,
      shownBody: body.masked, isMutating: true, hasSecretBody: true, hasSecretAnswer: true,
      repetition: .onlyIfNotApplied)
    do {
      let response = try await world.send(request, region: place.region, signedBy: nil)
      guard let answer = JSONFields(response.body), let token = answer["accessToken"],
        let seconds = answer["expiresIn"].flatMap(Double.init)
      else { return nil }
      try keep(token, until: world.clock.date() + seconds, refresh: answer["refreshToken"], old)
      return SecretValue(token)
    } catch is AWSError {
      // The token at hand may still work; if not, the person is told to log in.
      return nil
    }
  }

  private func keep(
    _ token: String, until end: Date, refresh: String?, _ old: JSONFields
  ) throws {
    var fields = old.all
    fields["accessToken"] = token
    fields["expiresAt"] = end.formatted(.iso8601)
    fields["startUrl"] = place.startURL
    fields["region"] = place.region
    fields["refreshToken"] = refresh ?? old["refreshToken"]
    let text = String(decoding: JSONText.map(fields).bytes, as: UTF8.self)
    do {
      try world.writeFile(path, text)
    } catch {
      // The token works for this process all the same.
    }
  }
}
