import Foundation
import SigV4
import Synchronization
import Testing

@testable import AWSClient

@Suite("Roles")
struct RoleTests {
  static let config = """
    [profile base]
    aws_access_key_id = AKIDBASE
    aws_secret_access_key = base-secret
    [profile role]
    role_arn = arn:aws:iam::1:role/reader
    source_profile = base
    external_id = x/1 2
    duration_seconds = 3600
    role_session_name = me@work
    [profile second]
    role_arn = arn:aws:iam::2:role/writer
    source_profile = role
    [profile self]
    role_arn = arn:aws:iam::1:role/self
    source_profile = self
    aws_access_key_id = AKIDSELF
    aws_secret_access_key = self-secret
    [profile a]
    role_arn = arn:a
    source_profile = b
    [profile b]
    role_arn = arn:b
    source_profile = a
    [profile alone]
    role_arn = arn:c
    source_profile = alone
    [profile both]
    role_arn = arn:d
    source_profile = base
    credential_source = Environment
    [profile neither]
    role_arn = arn:e
    [profile lost]
    role_arn = arn:f
    source_profile = nowhere
    [profile poor]
    role_arn = arn:g
    source_profile = nothing
    [profile nothing]
    region = eu-west-1
    [profile fromenv]
    role_arn = arn:h
    credential_source = Environment
    [profile odd]
    role_arn = arn:i
    credential_source = Moon
    [profile small]
    role_arn = arn:k
    credential_source = environment
    [profile mfa]
    role_arn = arn:j
    source_profile = base
    mfa_serial = arn:aws:iam::1:mfa/me
    """

  static func surroundings(
    _ profile: String, _ environment: [String: String] = [:],
    ask: AskMFACode? = nil
  ) -> Surroundings {
    Surroundings(
      profile: profile, environment: ["HOME": "/h"].merging(environment) { $1 },
      readFile: { $0 == "/h/.aws/config" ? config : nil }, askMFA: ask)
  }

  static func answer(_ id: String, _ operation: String = "AssumeRole") -> ScriptedTransport.Reply {
    .json(
      """
      <\(operation)Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><\(operation)Result>
      <Credentials><AccessKeyId>\(id)</AccessKeyId><SecretAccessKey>s&amp;/+\(id)</SecretAccessKey>
      <SessionToken>t-\(id)</SessionToken><Expiration>2026-01-31T13:00:00Z</Expiration></Credentials>
      </\(operation)Result></\(operation)Response>
      """)
  }

  static func credentials(_ id: String) -> Credentials {
    Credentials(
      accessKeyId: id, secretAccessKey: SecretValue("s&/+\(id)"),
      sessionToken: SecretValue("t-\(id)"),
      expiration: Date(timeIntervalSince1970: 1_769_860_800 + 3600))
  }

  @Test("A role is assumed with another profile's keys")
  func assume() async throws {
    let network = ScriptedTransport([Self.answer("ASIA1")])
    let found = try await Self.surroundings("role").resolvedCredentials(network)
    #expect(
      found
        == ResolvedCredentials(
          credentials: Self.credentials("ASIA1"),
          source: "role arn:aws:iam::1:role/reader of profile role"))
    let request = try #require(network.requests.first)
    #expect(network.requests.count == 1)
    #expect(request.endpoint.text == "https://sts.eu-west-1.amazonaws.com")
    #expect("\(request.method) \(request.target)" == "POST /")
    #expect(
      String(decoding: request.body, as: UTF8.self)
        == "Action=AssumeRole&Version=2011-06-15&RoleArn=arn%3Aaws%3Aiam%3A%3A1%3Arole%2Freader"
        + "&RoleSessionName=me%40work&ExternalId=x%2F1%202&DurationSeconds=3600")
    #expect(
      request.header("authorization")?.hasPrefix(
        "AWS4-HMAC-SHA256 Credential=AKIDBASE/20260131/eu-west-1/sts/aws4_request") == true)
  }

  @Test("Roles follow each other, each signed with the one before")
  func chain() async throws {
    let network = ScriptedTransport([Self.answer("ASIA1"), Self.answer("ASIA2")])
    let found = try await Self.surroundings("second").resolvedCredentials(network)
    #expect(found.credentials == Self.credentials("ASIA2"))
    #expect(
      network.requests.map { $0.header("authorization")?.split(separator: "/").first } == [
        "AWS4-HMAC-SHA256 Credential=AKIDBASE", "AWS4-HMAC-SHA256 Credential=ASIA1",
      ])
    #expect(network.requests.map { $0.header("x-amz-security-token") } == [nil, "t-ASIA1"])
    #expect(
      String(decoding: network.requests[1].body, as: UTF8.self).contains(
        "RoleSessionName=tollgate-1769860800"))
  }

  @Test("A profile may use its own keys; the environment's only where it is the source")
  func sources() async throws {
    let keys = ["AWS_ACCESS_KEY_ID": "AKIDENV", "AWS_SECRET_ACCESS_KEY": "env"]
    for (profile, id) in [("self", "AKIDSELF"), ("fromenv", "AKIDENV"), ("role", "AKIDBASE")] {
      let network = ScriptedTransport([Self.answer("ASIA1")])
      _ = try await Self.surroundings(profile, keys).resolvedCredentials(network)
      #expect(
        network.requests.first?.header("authorization")?.hasPrefix(
          "AWS4-HMAC-SHA256 Credential=\(id)/") == true)
    }
  }

  @Test(
    "What is wrong with a role is one sentence, and nothing is sent",
    arguments: [
      ("a", "The profiles go round in a circle: a takes from b takes from a."),
      ("alone", "The profiles go round in a circle: alone takes from alone."),
      (
        "both",
        "The profile both has both source_profile and credential_source; keep one of them."
      ),
      (
        "neither",
        "The profile neither has a role_arn and neither source_profile nor credential_source."
      ),
      (
        "lost",
        "The profile lost takes its credentials from the profile nowhere, which does not exist."
      ),
      ("poor", "The profile poor takes its credentials from the profile nothing, which has none."),
      (
        "fromenv",
        "The credential_source Environment of the profile fromenv has no credentials: AWS_ACCESS_KEY_ID is not set."
      ),
      (
        "odd",
        "The profile odd has the credential_source “Moon”, which is none of Environment, EcsContainer and Ec2InstanceMetadata."
      ),
      (
        "small",
        "The profile small has the credential_source “environment”, which is none of Environment, EcsContainer and Ec2InstanceMetadata."
      ),
      (
        "mfa",
        "The profile mfa needs a code of the MFA device arn:aws:iam::1:mfa/me, and nobody can be asked for it here."
      ),
    ])
  func wrong(profile: String, sentence: String) async throws {
    let network = ScriptedTransport([])
    let error = try await awsError {
      try await Self.surroundings(profile).resolvedCredentials(network)
    }
    #expect(error?.kind == .credentials)
    #expect(error?.message == sentence)
    #expect(network.requests == [])
  }

  @Test("The MFA device's code is asked for and sent, and never seen")
  func mfa() async throws {
    let asked = Mutex<[MFACodeRequest]>([])
    let network = ScriptedTransport([Self.answer("ASIA1")])
    let found = try await Self.surroundings("mfa") { request in
      asked.withLock { $0.append(request) }
      return SecretValue(" 123456\n")
    }.resolvedCredentials(network)
    #expect(
      asked.withLock { $0 } == [MFACodeRequest(profile: "mfa", serial: "arn:aws:iam::1:mfa/me")])
    #expect(found.renewal == .byCode)
    let body = String(decoding: try #require(network.requests.first).body, as: UTF8.self)
    #expect(body.hasSuffix("&SerialNumber=arn%3Aaws%3Aiam%3A%3A1%3Amfa%2Fme&TokenCode=123456"))
    let error = try await awsError {
      try await Self.surroundings("mfa") { _ in SecretValue("12345x") }.resolvedCredentials()
    }
    #expect(error?.message == "A code of an MFA device has six digits.")
  }

  private static func refusal(_ sentence: String) -> ScriptedTransport.Reply {
    .json(
      "<ErrorResponse><Error><Code>AccessDenied</Code><Message>\(sentence)</Message></Error></ErrorResponse>",
      status: 403)
  }

  private static let wrongCode =
    "MultiFactorAuthentication failed with invalid MFA one time pass code. "

  @Test("A code that AWS refuses is asked for again, with its reason, until one works")
  func wrongCode() async throws {
    let asked = Mutex<[String?]>([])
    let network = ScriptedTransport([
      Self.refusal(Self.wrongCode),
      Self.refusal("MultiFactorAuthentication failed: 111112 is over"),
      Self.answer("ASIA1"),
    ])
    let found = try await Self.surroundings("mfa") { request in
      asked.withLock {
        $0.append(request.refusal)
        return SecretValue("11111\($0.count)")
      }
    }.resolvedCredentials(network)
    #expect(found.credentials == Self.credentials("ASIA1"))
    #expect(
      asked.withLock { $0 } == [
        nil, "MultiFactorAuthentication failed with invalid MFA one time pass code.",
        "MultiFactorAuthentication failed: •••••• is over",
      ])
    #expect(
      network.requests.map { String(decoding: $0.body, as: UTF8.self).suffix(6) } == [
        "111111", "111112", "111113",
      ])
  }

  @Test("Where there is no other code, AWS's reason is the error; another refusal asks for none")
  func lastCode() async throws {
    let ask: AskMFACode = { $0.refusal == nil ? SecretValue("111111") : nil }
    let network = ScriptedTransport([Self.refusal(Self.wrongCode)])
    let error = try await awsError {
      try await Self.surroundings("mfa", ask: ask).resolvedCredentials(network)
    }
    #expect(
      error?.message
        == "The role arn:j of the profile mfa cannot be assumed with the credentials from profile base in ~/.aws/config: "
        + "MultiFactorAuthentication failed with invalid MFA one time pass code.")
    let denied = ScriptedTransport([Self.refusal("not allowed")])
    let other = try await awsError {
      try await Self.surroundings("mfa", ask: ask).resolvedCredentials(denied)
    }
    #expect(other?.code == "AccessDenied")
    #expect(denied.requests.count == 1)
    let none = try await awsError {
      try await Self.surroundings("mfa") { _ in nil }.resolvedCredentials()
    }
    #expect(
      none?.message
        == "No code of the MFA device arn:aws:iam::1:mfa/me was given for the profile mfa.")
  }

  @Test("A refusal says role, profile and source; what passes is tried again")
  func refused() async throws {
    let fault = ScriptedTransport.Reply.json(
      "<ErrorResponse><Error><Code>AccessDenied</Code><Message>not allowed</Message></Error></ErrorResponse>",
      status: 403)
    let network = ScriptedTransport([.json("", status: 503), fault])
    let error = try await awsError {
      try await Self.surroundings("role").resolvedCredentials(network)
    }
    #expect(error?.code == "AccessDenied")
    #expect(
      error?.message
        == "The role arn:aws:iam::1:role/reader of the profile role cannot be assumed with the credentials from profile base in ~/.aws/config: not allowed"
    )
    #expect(network.requests.count == 2)
  }

  @Test("A web identity's token is sent unsigned, read anew each time")
  func webIdentity() async throws {
    let network = ScriptedTransport([Self.answer("ASIA1", "AssumeRoleWithWebIdentity")])
    let surroundings = Surroundings(
      environment: [
        "AWS_WEB_IDENTITY_TOKEN_FILE": "/var/token", "AWS_ROLE_ARN": "arn:aws:iam::1:role/pod",
        "AWS_ROLE_SESSION_NAME": "pod-1",
      ], readFile: { $0 == "/var/token" ? "header.payload.sig" : nil })
    let found = try await surroundings.resolvedCredentials(network)
    #expect(
      found
        == ResolvedCredentials(
          credentials: Self.credentials("ASIA1"),
          source: "role arn:aws:iam::1:role/pod by web identity"))
    let request = try #require(network.requests.first)
    #expect(request.header("authorization") == nil)
    #expect(
      String(decoding: request.body, as: UTF8.self)
        == "Action=AssumeRoleWithWebIdentity&Version=2011-06-15&RoleArn=arn%3Aaws%3Aiam%3A%3A1%3Arole%2Fpod"
        + "&RoleSessionName=pod-1&WebIdentityToken=header.payload.sig")
    for (environment, sentence) in [
      (
        ["AWS_WEB_IDENTITY_TOKEN_FILE": "/none", "AWS_ROLE_ARN": "r"],
        "The web identity token file /none cannot be read or is empty."
      ),
      (
        ["AWS_WEB_IDENTITY_TOKEN_FILE": "/t"],
        "There is a web identity token in /t, and no role: set AWS_ROLE_ARN, or role_arn in the profile default."
      ),
    ] {
      let error = try await awsError {
        try await Surroundings(environment: environment, readFile: { _ in nil })
          .resolvedCredentials()
      }
      #expect(error?.message == sentence)
    }
  }
}
