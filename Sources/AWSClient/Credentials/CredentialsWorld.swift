import Foundation
import SigV4

/// Everything outside this process that providers of credentials may touch, as functions.
struct CredentialsWorld: Sendable {
  /// The process's environment.
  var variables: [String: String]
  /// The shared files.
  var files: SharedFiles
  /// Replaces a file as a whole, mode 0600.
  var writeFile: @Sendable (_ path: String, _ text: String) throws -> Void
  /// Runs a program: its words, and the seconds that it has.
  var runProcess: @Sendable ([String], Double) async throws -> ProcessEnd
  /// Asks a person for the code of an MFA device; nil where nobody can be asked.
  var askMFA: AskMFACode?
  /// Whether tokens of IAM Identity Center and of `aws login` may be renewed, which writes their
  /// caches anew.
  var renewsTokens = true
  /// The network.
  var transport: HTTPTransport
  /// The time.
  var clock: ClientClock
  /// How far the time is from the service's.
  var offset: ClockOffset
  /// A random number from 0 up to 1, for waits.
  var random: @Sendable () -> Double
  /// When failed requests are sent again.
  var retries = RetryPolicy()
  /// The region that credentials are asked for in.
  var region: String
  /// Where a service is reached.
  var endpoint: @Sendable (AWSService, String) throws -> Endpoint

  /// A variable that is set and not empty.
  func variable(_ name: String) -> String? {
    variables[name].flatMap { $0.isEmpty ? nil : $0 }
  }

  /// Sends a request to a service, signed when there is somebody to sign it, repeated when what
  /// went wrong may pass.
  ///
  /// - Throws: ``AWSError``, `CancellationError`.
  func send(
    _ request: AWSRequest, region: String, signedBy credentials: Credentials?
  ) async throws -> WireResponse {
    let transport = TransportStep(transport: transport)
    let signer = Signer(region: region, service: request.service.signingName)
    let call = Call(
      request: request, endpoint: try endpoint(request.service, region), lane: .interactive)
    let retries = RetryMiddleware(policy: retries, clock: clock, random: random)
    let again = ClockMiddleware(offset: offset)
    let once: Next = { [clock, offset] call in
      var call = call
      var headers = [
        SignableRequest.Header("Host", call.endpoint.authority),
        SignableRequest.Header("Accept", "application/json"),
      ]
      headers += call.request.headers
      if let credentials {
        headers +=
          signer.sign(
            SignableRequest(
              method: call.request.method, path: call.endpoint.basePath + call.request.path,
              query: call.request.query, headers: headers, body: call.request.body),
            credentials: credentials, date: clock.date() + offset.applied
          ).headers
      }
      headers.append(
        SignableRequest.Header("User-Agent", UserAgent.text(version: UserAgent.version)))
      call.headers = headers
      let response = try await transport.send(call)
      offset.observe(response, at: clock.date())
      guard (200..<300).contains(response.status) else {
        throw AWSError(response, request: call.request)
      }
      return response
    }
    return try await retries.handle(call) { call in try await again.handle(call, next: once) }
  }
}
