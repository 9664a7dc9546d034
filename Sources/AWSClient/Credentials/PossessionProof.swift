import Crypto
import Foundation

/// Proves that a request comes from whoever holds a key: a JWT of its method, address and time, signed
/// with ES256 (RFC 9449).
struct PossessionProof {
  private let key: P256.Signing.PrivateKey

  /// Reads a key of the curve P-256 in PEM, of either form: `EC PRIVATE KEY` or `PRIVATE KEY`. Nil for
  /// anything else.
  init?(pem: String) {
    let lines = pem.split { $0.isNewline }.filter { !$0.hasPrefix("-----") }
    let text = lines.map { $0.trimmingCharacters(in: .whitespaces) }.joined()
    guard let data = Data(base64Encoded: text),
      // What is wrong with it makes no difference: there is no key.
      let key = try? P256.Signing.PrivateKey(derRepresentation: data)
    else { return nil }
    self.key = key
  }

  /// The proof for one request.
  ///
  /// - Parameters:
  ///   - method: the request's method.
  ///   - url: its address, without a query.
  ///   - date: the time.
  ///   - identifier: a text that no other proof has.
  /// - Returns: what the header `DPoP` holds.
  /// - Throws: what the cryptography throws; it has no reason to.
  func text(method: String, url: String, at date: Date, identifier: String) throws -> String {
    let point = key.publicKey.rawRepresentation
    let jwk = JSONText.object([
      ("kty", .string("EC")), ("x", .string(Self.encode(point.prefix(32)))),
      ("y", .string(Self.encode(point.suffix(32)))), ("crv", .string("P-256")),
    ])
    let header = JSONText.object([
      ("typ", .string("dpop+jwt")), ("alg", .string("ES256")), ("jwk", jwk),
    ])
    let claims = JSONText.object([
      ("htm", .string(method)), ("htu", .string(url)),
      ("iat", .integer(Int(date.timeIntervalSince1970))), ("jti", .string(identifier)),
    ])
    let signed = Self.encode(Data(header.bytes)) + "." + Self.encode(Data(claims.bytes))
    let signature = try key.signature(for: Data(signed.utf8))
    return signed + "." + Self.encode(signature.rawRepresentation)
  }

  /// Base64 for URLs, without padding.
  private static func encode(_ data: Data) -> String {
    data.base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
      .replacing("=", with: "")
  }
}
