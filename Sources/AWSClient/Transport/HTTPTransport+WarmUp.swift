import AsyncHTTPClient
import Foundation
import NIOCore
import SigV4

extension HTTPTransport {
  /// Does what the first request of a process has to do for the first time: starts the thread of the
  /// connections, and lets the runtime look up the types of the client and the signer, which takes
  /// longer than all that a later request does. Meant to run beside the reading of the command line.
  ///
  /// Nothing leaves the machine: the request is for port 0 of the loopback, where nobody can listen.
  package static func warmUp() async {
    var configuration = HTTPClient.Configuration()
    configuration.connectionPool.retryConnectionEstablishment = false
    let client = HTTPClient(
      eventLoopGroupProvider: .shared(EventLoops.shared), configuration: configuration)
    // It cannot but fail: what counts is the way up to there.
    async let sent = try? client.execute(
      HTTPClientRequest(url: "http://127.0.0.1:0/"), deadline: .now() + .seconds(1))
    let signed = Signer(region: "us-east-1", service: "apigateway").sign(
      SignableRequest(
        method: "GET", path: "/", headers: [.init("Host", "localhost")]),
      credentials: Credentials(accessKeyId: "none", secretAccessKey: SecretValue("none")),
      date: Date())
    _ = (signed, await sent)
    // It has no connections; what closing it could say is nobody's business.
    try? await client.shutdown()
  }
}
