import Foundation
import SigV4
import Testing

@testable import AWSClient

@Suite("Containers and machines")
struct MetadataTests {
  private static let answer = ScriptedTransport.Reply.json(
    #"{"Code":"Success","AccessKeyId":"ASIA1","SecretAccessKey":"s","Token":"t","Expiration":"2026-01-31T18:00:00Z"}"#
  )
  private static let credentials = Credentials(
    accessKeyId: "ASIA1", secretAccessKey: SecretValue("s"), sessionToken: SecretValue("t"),
    expiration: Date(timeIntervalSince1970: 1_769_860_800 + 21_600))

  private func surroundings(
    _ environment: [String: String], files: [String: String] = [:]
  ) -> Surroundings {
    Surroundings(environment: environment, readFile: { files[$0] })
  }

  @Test("A container's agent is asked with its token")
  func container() async throws {
    for (environment, url, authorization) in [
      (
        ["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "/v2/credentials/x?y=1"],
        "http://169.254.170.2/v2/credentials/x?y=1", nil
      ),
      (
        [
          "AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://169.254.170.23/v1/credentials",
          "AWS_CONTAINER_AUTHORIZATION_TOKEN": "tok",
        ], "http://169.254.170.23/v1/credentials", "tok"
      ),
      (
        [
          "AWS_CONTAINER_CREDENTIALS_FULL_URI": "https://agent.example/c",
          "AWS_CONTAINER_AUTHORIZATION_TOKEN": "tok",
          "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE": "/t",
        ], "https://agent.example/c", "from file"
      ),
      (
        ["AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://[fd00:ec2::23]/c"],
        "http://[fd00:ec2::23]/c", nil
      ),
    ] as [([String: String], String, String?)] {
      let network = ScriptedTransport([Self.answer])
      let found = try await surroundings(environment, files: ["/t": "from file"])
        .resolvedCredentials(network)
      #expect(found.credentials == Self.credentials)
      let request = try #require(network.requests.first)
      #expect(request.endpoint.origin + request.target == url)
      #expect(request.header("authorization") == authorization)
      #expect(request.seconds == 2)
    }
  }

  @Test("An agent is asked three times; what is wrong is one sentence without its token")
  func containerFailures() async throws {
    let name = "AWS_CONTAINER_CREDENTIALS_FULL_URI"
    let token = "AWS_CONTAINER_AUTHORIZATION_TOKEN"
    let clock = InstantClock()
    let network = ScriptedTransport([
      .json("", status: 500), .lost(.timedOut, sent: true), Self.answer,
    ])
    _ = try await surroundings([name: "http://localhost:1/c"]).resolvedCredentials(
      network, clock: clock.clock)
    #expect(network.requests.count == 3)
    #expect(clock.waits == [1, 1])
    for (environment, replies, sentence) in [
      (
        [name: "http://localhost:1/c"], [.json("no", status: 404)],
        "http://localhost:1 gave no credentials for this container: as scripted."
      ),
      (
        [name: "http://localhost:1/c"], [.json(#"{"AccessKeyId":"v4lue"}"#)],
        "http://localhost:1 answered, but not with credentials."
      ),
      (
        [name: "http://example.org/c"], [],
        "AWS_CONTAINER_CREDENTIALS_FULL_URI is plain http, which is spoken with this machine and with the agents of ECS and EKS only."
      ),
      (
        [name: "http://localhost:1/c", token: "v4lue\r\nx: y"], [],
        "The container’s authorization token has characters that no header may hold."
      ),
      (
        [name: "http://localhost:1/c", token + "_FILE": "/none"], [],
        "/none, which AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE names, cannot be read."
      ),
    ] as [([String: String], [ScriptedTransport.Reply], String)] {
      let lost = ScriptedTransport.Reply.lost(.unreachable, sent: false)
      let error = try await awsError {
        try await surroundings(environment).resolvedCredentials(
          ScriptedTransport(replies + [lost, lost]))
      }
      #expect(error?.message == sentence)
    }
  }

  @Test("A machine's role, by version 2 alone")
  func machine() async throws {
    let network = ScriptedTransport([.json("tok-2=="), .json("my-role\n"), Self.answer])
    let found = try await surroundings([:]).resolvedCredentials(network)
    #expect(
      found
        == ResolvedCredentials(
          credentials: Self.credentials, source: "the machine’s role my-role"))
    #expect(
      network.requests == [
        WireRequest(
          method: "PUT", endpoint: try #require(network.requests.first).endpoint,
          path: "/latest/api/token",
          headers: [
            .init("Host", "169.254.169.254"),
            .init("X-aws-ec2-metadata-token-ttl-seconds", "21600"),
          ], seconds: 1, wantedBytes: 65_536),
        WireRequest(
          method: "GET", endpoint: network.requests[0].endpoint,
          path: "/latest/meta-data/iam/security-credentials/",
          headers: [
            .init("Host", "169.254.169.254"), .init("X-aws-ec2-metadata-token", "tok-2=="),
          ], seconds: 1, wantedBytes: 65_536),
        WireRequest(
          method: "GET", endpoint: network.requests[0].endpoint,
          path: "/latest/meta-data/iam/security-credentials/my-role",
          headers: [
            .init("Host", "169.254.169.254"), .init("X-aws-ec2-metadata-token", "tok-2=="),
          ], seconds: 1, wantedBytes: 65_536),
      ])
    #expect(network.requests[0].endpoint.text == "http://169.254.169.254")
  }

  @Test("Where it is asked, how long and how often")
  func settings() async throws {
    for (environment, origin, seconds, times) in [
      (["AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE": "IPv6"], "http://[fd00:ec2::254]", 1, 1),
      (
        [
          "AWS_EC2_METADATA_SERVICE_ENDPOINT": "http://10.0.0.1:99/",
          "AWS_METADATA_SERVICE_TIMEOUT": "3", "AWS_METADATA_SERVICE_NUM_ATTEMPTS": "2",
        ], "http://10.0.0.1:99", 3, 2
      ),
    ] as [([String: String], String, Double, Int)] {
      let network = ScriptedTransport([])
      _ = try await awsError {
        try await surroundings(environment).resolvedCredentials(network)
      }
      #expect(network.requests.map(\.endpoint.origin) == Array(repeating: origin, count: times))
      #expect(network.requests.allSatisfy { $0.seconds == seconds })
    }
    let silent = ScriptedTransport([])
    let error = try await awsError {
      try await surroundings(["AWS_EC2_METADATA_DISABLED": "TRUE"]).resolvedCredentials(silent)
    }
    #expect(silent.requests == [])
    #expect(
      error?.message.hasSuffix("instance metadata: AWS_EC2_METADATA_DISABLED is true).") == true)
  }

  @Test("A machine without a role, and one that only knows version 1, have nothing")
  func machineNothing() async throws {
    for (replies, reason) in [
      ([.json("", status: 403)], "nobody answers at http://169.254.169.254"),
      ([.json("a b\nc")], "nobody answers at http://169.254.169.254"),
      ([.json("tok"), .json("", status: 404)], "the machine has no role"),
      (
        [.json("tok"), .json("r"), .json(#"{"Code":"AssumeRoleUnauthorizedAccess"}"#)],
        "the machine’s role r gave no credentials"
      ),
    ] as [([ScriptedTransport.Reply], String)] {
      let error = try await awsError {
        try await surroundings([:]).resolvedCredentials(ScriptedTransport(replies))
      }
      #expect(error?.code == "NoCredentials")
      #expect(error?.message.hasSuffix("instance metadata: \(reason)).") == true)
    }
  }
}
