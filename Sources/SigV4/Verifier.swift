package import struct Foundation.Date

/// Checks the signature of a request that came in, as a service does.
package struct Verifier: Sendable {
  /// Why a request is refused; each is one of AWS's own error codes.
  package enum Refusal: Error, Equatable, Sendable {
    /// There is no `Authorization` header: `MissingAuthenticationTokenException`, 403.
    case missingAuthenticationToken
    /// The header is there and cannot be read: `IncompleteSignatureException`, 403, with AWS's text.
    case incompleteSignature(String)
    /// The access key is not known, or the session token is not its own:
    /// `UnrecognizedClientException`, 403.
    case unrecognizedClient
    /// The signature, its scope or its time is wrong: `InvalidSignatureException`, 403, with AWS's
    /// text.
    case invalidSignature(String)
    /// The credentials have expired: `ExpiredTokenException`, 403.
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

    /// Makes an identity.
    package init(accessKeyId: String, region: String, service: String) {
      self.accessKeyId = accessKeyId
      self.region = region
      self.service = service
    }
  }

  /// How far the request's clock may be off, in seconds (300).
  package var allowedSkew: Double
  private let cache: SigningKeyCache

  /// Makes a verifier.
  package init(allowedSkew: Double = 300, cache: SigningKeyCache = .shared) {
    self.allowedSkew = allowedSkew
    self.cache = cache
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
    guard let text = value("authorization", of: request), !text.isEmpty else {
      throw .missingAuthenticationToken
    }
    let authorization = try AuthorizationHeader(text)
    guard let stamp = value("x-amz-date", of: request) else {
      throw .incompleteSignature(
        "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. ")
    }
    guard let signedAt = Timestamp.parse(stamp) else {
      throw .incompleteSignature("Date must be in ISO-8601 'basic format'. Got '\(stamp)'.")
    }
    guard let known = credentials(authorization.accessKeyId) else { throw .unrecognizedClient }
    try checkToken(of: request, against: known, at: date)
    try checkTime(authorization, stamp: stamp, signedAt: signedAt, now: date)

    let names = Set(authorization.signedHeaders)
    guard names.contains("host"), names.contains("x-amz-date") else {
      throw .invalidSignature(
        "'Host' and 'X-Amz-Date' must be 'SignedHeaders' in the AWS Authorization.")
    }
    var signed = request
    signed.headers.removeAll { !names.contains($0.name.lowercased()) }
    let canonical = CanonicalRequest(signed, normalizesPath: true)
    let key = cache.key(
      secret: known.secretAccessKey, day: authorization.day, region: authorization.region,
      service: authorization.service)
    let expected = key.signature(of: canonical, timestamp: stamp, scope: authorization.scope)
    // The names must be sorted and complete as well: a listed header that did not come, or another
    // order, is another canonical request.
    guard canonical.signedHeaders == authorization.signedHeaders.joined(separator: ";"),
      constantTimeEqual(expected, authorization.signature.utf8)
    else {
      throw .invalidSignature(
        "The request signature we calculated does not match the signature you provided. "
          + "Check your AWS Secret Access Key and signing method. "
          + "Consult the service documentation for details.")
    }
    return Identity(
      accessKeyId: authorization.accessKeyId, region: authorization.region,
      service: authorization.service)
  }

  private func checkToken(
    of request: SignableRequest, against known: Credentials, at date: Date
  ) throws(Refusal) {
    let given = value("x-amz-security-token", of: request)
    guard given.map(SecretValue.init) == known.sessionToken else { throw .unrecognizedClient }
    if let expiration = known.expiration, expiration <= date { throw .expiredToken }
  }

  private func checkTime(
    _ authorization: AuthorizationHeader, stamp: String, signedAt: Date, now: Date
  ) throws(Refusal) {
    guard stamp.hasPrefix(authorization.day) else {
      throw .invalidSignature(
        "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: "
          + "'\(authorization.day)' != '\(stamp.prefix(8))', from '\(stamp)'.")
    }
    let minutes = Int(allowedSkew / 60)
    let current = Timestamp(now).full
    if signedAt < now.addingTimeInterval(-allowedSkew) {
      let oldest = Timestamp(now.addingTimeInterval(-allowedSkew)).full
      throw .invalidSignature(
        "Signature expired: \(stamp) is now earlier than \(oldest) (\(current) - \(minutes) min.)")
    }
    if signedAt > now.addingTimeInterval(allowedSkew) {
      let newest = Timestamp(now.addingTimeInterval(allowedSkew)).full
      throw .invalidSignature(
        "Signature not yet current: \(stamp) is still later than \(newest) "
          + "(\(current) + \(minutes) min.)")
    }
  }

  /// The first value of a header field, by lower-case name.
  private func value(_ name: StaticString, of request: SignableRequest) -> String? {
    request.headers.first { $0.name.isHeader(name) }?.value
  }
}
