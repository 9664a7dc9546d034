package import struct Foundation.Date

/// Checks the signature of a request that came in, as a service does.
package struct Verifier: Sendable {
  /// Why a request is refused; each is one of AWS's own error codes.
  package enum Refusal: Error, Equatable, Sendable {
    /// There is no `Authorization` header: `MissingAuthenticationTokenException`, 403.
    case missingAuthenticationToken
    /// The header is there and cannot be read: `IncompleteSignatureException`, 400 or 403.
    case incompleteSignature(String)
    /// The access key is not known: `UnrecognizedClientException`, 403.
    case unrecognizedClient
    /// The signature or its scope is wrong: `InvalidSignatureException`, 403. The text is AWS's.
    case invalidSignature(String)
    /// The session token is missing or not the right one, or has expired.
    case expiredToken
  }

  /// What an accepted `Authorization` header says.
  package struct Identity: Sendable, Equatable {
    /// The caller's access key id.
    package var accessKeyId: String
    /// The region of the scope.
    package var region: String
    /// The signing name of the scope, by which services are told apart.
    package var service: String
  }

  /// How far the request's clock may be off, in seconds (300).
  package var allowedSkew: Double

  /// Makes a verifier.
  package init(allowedSkew: Double = 300) {
    self.allowedSkew = allowedSkew
  }

  /// Verifies a request against the credentials that belong to its access key.
  ///
  /// - Parameters:
  ///   - request: the request with every header that came with it.
  ///   - date: the time now.
  ///   - credentials: looks an access key id up; nil when it is not known.
  /// - Returns: who signed, for which region and service.
  /// - Throws: ``Refusal``.
  package func verify(
    _ request: SignableRequest, at date: Date, credentials: (String) -> Credentials?
  ) throws(Refusal) -> Identity {
    throw .missingAuthenticationToken
  }
}
