import Foundation
import SigV4

/// Puts the headers on that every request has, and signs it, right before it leaves.
struct SignMiddleware: Middleware {
  var signers: [AWSService: Signer]
  var credentials: CredentialsCache
  var clock: ClientClock
  var offset: ClockOffset
  var userAgent: String

  init(
    region: String, credentials: CredentialsCache, clock: ClientClock, offset: ClockOffset,
    userAgent: String
  ) {
    let pairs = AWSService.allCases.map {
      ($0, Signer(region: region, service: $0.signingName))
    }
    signers = Dictionary(uniqueKeysWithValues: pairs)
    self.credentials = credentials
    self.clock = clock
    self.offset = offset
    self.userAgent = userAgent
  }

  func handle(_ call: Call, next: Next) async throws -> WireResponse {
    let identity = try await credentials.current()
    guard let signer = signers[call.request.service] else { return try await next(call) }
    var call = call
    // Without this header API Gateway answers in HAL.
    var headers = [SignableRequest.Header("Accept", "application/json")]
    headers += call.request.headers
    headers.insert(SignableRequest.Header("Host", call.endpoint.authority), at: 0)
    let signed = signer.sign(
      SignableRequest(
        method: call.request.method, path: call.endpoint.basePath + call.request.path,
        query: call.request.query, headers: headers, body: call.request.body),
      credentials: identity.credentials, date: clock.date() + offset.applied)
    // Not signed, since proxies on the way may change it.
    headers.append(SignableRequest.Header("User-Agent", userAgent))
    call.headers = headers + signed.headers
    return try await next(call)
  }
}
