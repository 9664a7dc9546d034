package import struct Foundation.Date

/// Signs requests with AWS Signature Version 4, in headers.
///
/// Pure but for a cache: the date is an argument, and the derived key is kept per day, region,
/// service and secret.
package struct Signer: Sendable {
  /// The region of the credential scope, `us-east-1`.
  package var region: String
  /// The signing name of the credential scope, `apigateway`.
  package var service: String
  /// Remove `.` and `..` segments and doubled slashes from the path before signing; false for S3.
  package var normalizesPath: Bool
  /// Send and sign `X-Amz-Content-Sha256` too.
  package var sendsContentHash: Bool
  /// Add `X-Amz-Security-Token` after signing, unsigned; the published suite has one such case.
  package var omitsSessionToken: Bool
  private let cache: SigningKeyCache

  /// Makes a signer for one region and service.
  package init(
    region: String, service: String, normalizesPath: Bool = true, sendsContentHash: Bool = false,
    omitsSessionToken: Bool = false, cache: SigningKeyCache = .shared
  ) {
    self.region = region
    self.service = service
    self.normalizesPath = normalizesPath
    self.sendsContentHash = sendsContentHash
    self.omitsSessionToken = omitsSessionToken
    self.cache = cache
  }

  /// What signing adds to a request.
  package struct Signed: Sendable, Equatable {
    /// The headers to send besides the given ones: `X-Amz-Date`, `X-Amz-Security-Token`,
    /// `X-Amz-Content-Sha256` and `Authorization`, as far as they apply.
    package var headers: [SignableRequest.Header]
    /// The signature, 64 lower-case hexadecimal digits.
    package var signature: String
  }

  /// Signs a request at a date.
  ///
  /// A request that was signed before can be signed again: what an earlier signing added is left
  /// out of the new signature and is to be replaced by what this one returns.
  ///
  /// - Parameters:
  ///   - request: the request as it will be sent, without the headers that signing adds.
  ///   - credentials: whose signature it is.
  ///   - date: the time of signing, truncated to seconds.
  /// - Returns: the headers to add, and the signature.
  package func sign(
    _ request: SignableRequest, credentials: Credentials, date: Date
  ) -> Signed {
    let timestamp = Timestamp(date)
    let prepared = prepare(request, credentials: credentials, timestamp: timestamp)
    let canonical = CanonicalRequest(
      prepared, normalizesPath: normalizesPath, sendsContentHash: sendsContentHash)
    let scope = "\(timestamp.day)/\(region)/\(service)/aws4_request"
    let key = cache.key(
      secret: credentials.secretAccessKey, day: timestamp.day, region: region, service: service)
    let signature = String(
      decoding: key.signature(of: canonical, timestamp: timestamp.full, scope: scope),
      as: UTF8.self)

    var added = [SignableRequest.Header("X-Amz-Date", timestamp.full)]
    if let token = credentials.sessionToken {
      added.append(SignableRequest.Header("X-Amz-Security-Token", token.exposeSecret()))
    }
    if sendsContentHash {
      added.append(SignableRequest.Header("X-Amz-Content-Sha256", canonical.payloadHashText))
    }
    added.append(
      SignableRequest.Header(
        "Authorization",
        "AWS4-HMAC-SHA256 Credential=\(credentials.accessKeyId)/\(scope), "
          + "SignedHeaders=\(canonical.signedHeaders), Signature=\(signature)"))
    return Signed(headers: added, signature: signature)
  }

  /// The canonical request that ``sign(_:credentials:date:)`` hashes; for tests and diagnosis.
  package func canonicalRequest(
    _ request: SignableRequest, credentials: Credentials, date: Date
  ) -> CanonicalRequest {
    CanonicalRequest(
      prepare(request, credentials: credentials, timestamp: Timestamp(date)),
      normalizesPath: normalizesPath, sendsContentHash: sendsContentHash)
  }

  /// The text whose HMAC is the signature; for tests and diagnosis.
  package func stringToSign(
    _ request: SignableRequest, credentials: Credentials, date: Date
  ) -> String {
    let timestamp = Timestamp(date)
    let canonical = canonicalRequest(request, credentials: credentials, date: date)
    return """
      AWS4-HMAC-SHA256
      \(timestamp.full)
      \(timestamp.day)/\(region)/\(service)/aws4_request
      \(String(decoding: canonical.bytes.sha256Hex, as: UTF8.self))
      """
  }

  /// The request with the date and token that are signed, and without what an older signing left.
  private func prepare(
    _ request: SignableRequest, credentials: Credentials, timestamp: Timestamp
  ) -> SignableRequest {
    var prepared = request
    prepared.headers.removeAll { header in
      header.name.isHeader("authorization") || header.name.isHeader("x-amz-date")
        || header.name.isHeader("x-amz-security-token")
    }
    prepared.headers.append(SignableRequest.Header("X-Amz-Date", timestamp.full))
    if let token = credentials.sessionToken, !omitsSessionToken {
      prepared.headers.append(
        SignableRequest.Header("X-Amz-Security-Token", token.exposeSecret()))
    }
    return prepared
  }
}
