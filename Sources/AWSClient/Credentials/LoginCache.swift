import Foundation
import SigV4

/// What `aws login` keeps of a session in a file: credentials for some minutes, and what they are
/// renewed with. Whatever else stands in it is kept as it is.
struct LoginCache {
  /// What renews the credentials.
  struct Means {
    var clientId: String
    var refreshToken: SecretValue
    var proof: PossessionProof
  }

  /// Credentials with their end.
  let credentials: Credentials
  /// When they end.
  let expiration: Date
  /// What renews them; nil where something of it is missing or broken.
  let means: Means?
  private let text: String

  /// Reads a file's text; nil where it holds no credentials.
  init?(_ text: String) {
    guard let fields = JSONFields(Array(text.utf8)), let id = fields["accessToken.accessKeyId"],
      let secret = fields["accessToken.secretAccessKey"],
      let token = fields["accessToken.sessionToken"],
      let end = fields.date("accessToken.expiresAt")
    else { return nil }
    credentials = Credentials(
      accessKeyId: id, secretAccessKey: SecretValue(secret), sessionToken: SecretValue(token),
      expiration: end)
    expiration = end
    self.text = text
    if let client = fields["clientId"], let refresh = fields["refreshToken"],
      let proof = fields["dpopKey"].flatMap({ PossessionProof(pem: $0) })
    {
      means = Means(clientId: client, refreshToken: SecretValue(refresh), proof: proof)
    } else {
      means = nil
    }
  }

  /// The file's text with other credentials in it.
  ///
  /// - Parameters:
  ///   - fresh: the credentials, with their end.
  ///   - refreshToken: what the next renewal takes.
  /// - Returns: the text to write in its place.
  /// - Throws: when the text is no JSON object after all.
  func text(with fresh: Credentials, refreshToken: String) throws -> String {
    guard var all = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any],
      var token = all["accessToken"] as? [String: Any], let end = fresh.expiration
    else { throw CocoaError(.coderReadCorrupt) }
    token["accessKeyId"] = fresh.accessKeyId
    token["secretAccessKey"] = fresh.secretAccessKey.exposeSecret()
    token["sessionToken"] = fresh.sessionToken?.exposeSecret()
    token["expiresAt"] = end.formatted(.iso8601)
    all["accessToken"] = token
    all["refreshToken"] = refreshToken
    let data = try JSONSerialization.data(
      withJSONObject: all, options: [.sortedKeys, .withoutEscapingSlashes])
    return String(decoding: data, as: UTF8.self)
  }
}
