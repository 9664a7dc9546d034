import Foundation
import SigV4
import Synchronization
import Testing

@testable import AWSClient

@Suite("IAM Identity Center and aws login")
struct IdentityCenterTests {
  private static let config = """
    [profile dev]
    sso_session = corp
    sso_account_id = 111122223333
    sso_role_name = Read Only
    [sso-session corp]
    sso_region = us-east-1
    sso_start_url = https://corp.awsapps.com/start
    [profile old]
    sso_start_url = https://old.awsapps.com/start
    sso_region = eu-west-1
    sso_account_id = 1
    sso_role_name = r
    [profile lost]
    sso_session = nowhere
    sso_account_id = 1
    sso_role_name = r
    [profile half]
    sso_account_id = 1
    sso_start_url = https://old.awsapps.com/start
    sso_region = eu-west-1
    [profile quarrel]
    sso_session = corp
    sso_region = eu-north-1
    sso_account_id = 1
    sso_role_name = r
    [profile in]
    login_session = arn:aws:iam::1:user/me
    """
  private final class Disk: Sendable {
    let files: Mutex<[String: String]>
    init(_ files: [String: String]) { self.files = Mutex(files) }
  }

  private func surroundings(
    _ profile: String, _ disk: Disk, _ environment: [String: String] = [:]
  ) -> Surroundings {
    Surroundings(
      profile: profile, environment: ["HOME": "/h"].merging(environment) { $1 },
      readFile: { path in
        path == "/h/.aws/config" ? Self.config : disk.files.withLock { $0[path] }
      }, writeFile: { path, text in disk.files.withLock { $0[path] = text } })
  }

  private static func token(_ end: String, refresh: Bool = true) -> String {
    #"{"startUrl":"https://corp.awsapps.com/start","region":"us-east-1","accessToken":"at-1","expiresAt":"\#(end)","#
      + (refresh
        ? #""clientId":"cid","clientSecret":"cs","refreshToken":"rt-1","registrationExpiresAt":"2026-03-01T00:00:00Z"}"#
        : #""clientId":"cid"}"#)
  }

  private static let roleAnswer = ScriptedTransport.Reply.json(
    #"{"roleCredentials":{"accessKeyId":"ASIA1","secretAccessKey":"s","sessionToken":"t","expiration":1769864400000}}"#
  )

  @Test("A token that works gives the role's credentials")
  func works() async throws {
    for (profile, key, region) in [
      ("dev", "corp", "us-east-1"), ("old", "https://old.awsapps.com/start", "eu-west-1"),
    ] {
      let disk = Disk([Self.cache(key): Self.token("2026-01-31T13:00:00Z")])
      let network = ScriptedTransport([Self.roleAnswer])
      let found = try await surroundings(profile, disk).resolvedCredentials(network)
      #expect(
        found.credentials
          == Credentials(
            accessKeyId: "ASIA1", secretAccessKey: SecretValue("s"),
            sessionToken: SecretValue("t"),
            expiration: Date(timeIntervalSince1970: 1_769_864_400)))
      let request = try #require(network.requests.first)
      #expect(request.endpoint.text == "https://portal.sso.\(region).amazonaws.com")
      #expect(
        request.target
          == (profile == "dev"
            ? "/federation/credentials?role_name=Read%20Only&account_id=111122223333"
            : "/federation/credentials?role_name=r&account_id=1"))
      #expect(request.header("x-amz-sso_bearer_token") == "at-1")
      #expect(request.header("authorization") == nil)
    }
  }

  @Test("A token at its end is renewed first and kept for the AWS CLI")
  func renews() async throws {
    let disk = Disk([Self.cache("corp"): Self.token("2026-01-31T12:10:00UTC")])
    let network = ScriptedTransport([
      .json(#"{"accessToken":"at-2","expiresIn":3600,"refreshToken":"rt-2","tokenType":"Bearer"}"#),
      Self.roleAnswer,
    ])
    _ = try await surroundings("dev", disk).resolvedCredentials(network)
    #expect(
      network.requests.map(\.endpoint.text) == [
        "https://oidc.us-east-1.amazonaws.com", "https://portal.sso.us-east-1.amazonaws.com",
      ])
    #expect("\(network.requests[0].method) \(network.requests[0].target)" == "POST /token")
    #expect(
      String(decoding: network.requests[0].body, as: UTF8.self)
        == #"{"grantType":"refresh_token","clientId":"cid","clientSecret":"cs","refreshToken":"rt-1"}"#
    )
    #expect(network.requests[1].header("x-amz-sso_bearer_token") == "at-2")
    let kept = disk.files.withLock { $0[Self.cache("corp")] }
    #expect(
      kept
        == #"{"accessToken":"at-2","clientId":"cid","clientSecret":"cs","expiresAt":"2026-01-31T13:00:00Z","refreshToken":"rt-2","region":"us-east-1","registrationExpiresAt":"2026-03-01T00:00:00Z","startUrl":"https://corp.awsapps.com/start"}"#
    )
  }

  @Test("A token that cannot be renewed is used to its end; then the line to run is said")
  func ends() async throws {
    let sentence =
      "The IAM Identity Center session of the profile dev has ended: run “aws sso login --profile dev”."
    let refusal = ScriptedTransport.Reply.json(#"{"error":"invalid_grant"}"#, status: 400)
    let near = Disk([Self.cache("corp"): Self.token("2026-01-31T12:10:00Z")])
    let network = ScriptedTransport([refusal, Self.roleAnswer])
    _ = try await surroundings("dev", near).resolvedCredentials(network)
    #expect(network.requests.last?.header("x-amz-sso_bearer_token") == "at-1")
    for (text, replies) in [
      (Self.token("2026-01-31T11:00:00Z"), [refusal]),
      (Self.token("2026-01-31T11:00:00Z", refresh: false), []),
      ("{", []), (nil, []),
      (
        Self.token("2026-01-31T13:00:00Z"),
        [.json(#"{"message":"Session token not found or invalid"}"#, status: 401)]
      ),
    ] as [(String?, [ScriptedTransport.Reply])] {
      let disk = Disk(text.map { [Self.cache("corp"): $0] } ?? [:])
      let error = try await awsError {
        try await surroundings("dev", disk).resolvedCredentials(ScriptedTransport(replies))
      }
      #expect(error?.message == sentence)
    }
  }

  @Test(
    "What is wrong with a profile is one sentence",
    arguments: [
      ("lost", "The profile lost names the sso-session nowhere, which does not exist."),
      ("half", "The profile half has no sso_role_name."),
      ("quarrel", "The profile quarrel and its sso-session corp do not agree about sso_region."),
      ("in", "The profile in is not logged in: run “aws login --profile in”."),
    ])
  func wrong(profile: String, sentence: String) async throws {
    let error = try await awsError {
      try await surroundings(profile, Disk([:])).resolvedCredentials()
    }
    #expect(error?.kind == .credentials)
    #expect(error?.message == sentence)
  }

  @Test("What aws login left is read until it ends")
  func login() async throws {
    func text(_ end: String) -> String {
      #"{"accessToken":{"accessKeyId":"ASIA9","secretAccessKey":"s","sessionToken":"t","accountId":"1","expiresAt":"\#(end)"},"tokenType":"aws_sigv4","dpopKey":"-----BEGIN","clientId":"c"}"#
    }
    let file = "/l/\(Self.login).json"
    let here = Disk([file: text("2026-01-31T12:14:00Z")])
    let found = try await surroundings("in", here, ["AWS_LOGIN_CACHE_DIRECTORY": "/l"])
      .resolvedCredentials()
    #expect(
      found
        == ResolvedCredentials(
          credentials: Credentials(
            accessKeyId: "ASIA9", secretAccessKey: SecretValue("s"),
            sessionToken: SecretValue("t"),
            expiration: Date(timeIntervalSince1970: 1_769_860_800 + 840)),
          source: "aws login of profile in"))
    let gone = Disk([file: text("2026-01-31T12:00:00Z")])
    let error = try await awsError {
      try await surroundings("in", gone, ["AWS_LOGIN_CACHE_DIRECTORY": "/l"]).resolvedCredentials()
    }
    #expect(
      error?.message == "The profile in has to log in again: run “aws login --profile in”.")
  }

  // As `printf NAME | sha1sum` and `printf SESSION | sha256sum` say.
  private static func cache(_ name: String) -> String {
    let digits = [
      "corp": "ee0bfd2552fbd840c02cc48b6e823320543c450f",
      "https://old.awsapps.com/start": "33d5ca4bf3b1a62edb96b47f7c203034a43ac435",
    ]
    return "/h/.aws/sso/cache/\(digits[name] ?? "").json"
  }
  private static let login =
    "da19974a351c10e6ddab0fe8d7b1fb3a289211121e24f211c7eb19ed08e30e3a"
}
