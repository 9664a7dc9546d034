import Foundation
import Testing

@testable import Sandbox

@Suite("The server")
struct ServerTests {
  @Test("It starts on a free port, says how to reach it, and gives the port back")
  func startAndStop() async throws {
    let server = try await SandboxServer.start(SandboxOptions(keys: 3, plans: 1))
    let port = try #require(Int(server.endpoint.dropFirst("http://127.0.0.1:".count)))
    #expect(
      server.environment.map { "\($0.name)=\($0.value)" } == [
        "AWS_ENDPOINT_URL=http://127.0.0.1:\(port)", "AWS_ACCESS_KEY_ID=AKIASANDBOXTOLLGATE1",
        "AWS_SECRET_ACCESS_KEY=sandbox/only/on/loopback/TollgateDemo001",
        "AWS_REGION=us-east-1", "AWS_DEFAULT_REGION=us-east-1",
      ])
    let failure = await #expect(throws: SandboxServer.StartFailure.self) {
      try await SandboxServer.start(SandboxOptions(port: port, keys: 0, plans: 0))
    }
    #expect(failure?.description.contains("127.0.0.1:\(port)") == true)
    try await server.stop()
    let again = try await SandboxServer.start(SandboxOptions(port: port, keys: 0, plans: 0))
    #expect(again.endpoint == server.endpoint)
    try await again.stop()
  }
}
