import Foundation
import HTTPTypes
import HummingbirdTesting
import SigV4
import Testing

@testable import Sandbox

@Suite("Who may in")
struct AccessTests {
  private static let mismatch =
    "The request signature we calculated does not match the signature you provided. "
    + "Check your AWS Secret Access Key and signing method. "
    + "Consult the service documentation for details."

  private static func invalid(_ text: String) -> Heard {
    .refusal(403, "InvalidSignatureException", text)
  }

  @Test("A right signature is let in, in any region")
  func right() async throws {
    try await story { caller in
      try await expect(caller.ask(.get, "/apikeys"), Heard(200, "{\"item\":[]}"))
      var abroad = caller
      abroad.region = "ap-southeast-2"
      try await expect(abroad.ask(.get, "/apikeys").status, 200)
      abroad.region = "moon"
      try await expect(
        abroad.ask(.get, "/apikeys"),
        Self.invalid("Credential should be scoped to a valid region. "))
    }
  }

  @Test("Wrong secrets, keys and tokens have their own codes")
  func wrongCredentials() async throws {
    try await story { caller in
      var other = caller
      other.credentials.secretAccessKey = SecretValue("another")
      try await expect(other.ask(.get, "/apikeys"), Self.invalid(Self.mismatch))
      other = caller
      other.credentials.accessKeyId = "AKIANOBODYNOBODYNOBO"
      let unknown = Heard.refusal(
        403, "UnrecognizedClientException",
        "The security token included in the request is invalid.")
      try await expect(other.ask(.get, "/apikeys"), unknown)
      other = caller
      other.credentials.sessionToken = SecretValue("foreign")
      try await expect(other.ask(.get, "/apikeys"), unknown)
      other.credentials = SandboxIdentity.expired
      try await expect(
        other.ask(.get, "/apikeys"),
        .refusal(
          403, "ExpiredTokenException",
          "The security token included in the request is expired"))
    }
  }

  @Test("The clock may be off by five minutes")
  func clocks() async throws {
    try await story { caller in
      var other = caller
      other.skew = -300
      try await expect(other.ask(.get, "/apikeys").status, 200)
      other.skew = 300
      try await expect(other.ask(.get, "/apikeys").status, 200)
      other.skew = -600
      try await expect(
        other.ask(.get, "/apikeys"),
        Self.invalid(
          "Signature expired: 20260318T115000Z is now earlier than 20260318T115500Z "
            + "(20260318T120000Z - 5 min.)"))
      other.skew = 600
      try await expect(
        other.ask(.get, "/apikeys"),
        Self.invalid(
          "Signature not yet current: 20260318T121000Z is still later than 20260318T120500Z "
            + "(20260318T120000Z + 5 min.)"))
    }
  }

  @Test("What was changed on the way is refused")
  func tampering() async throws {
    try await story { caller in
      var other = caller
      other.tamper = { _, _, body in body = "{\"name\":\"evil\"}" }
      try await expect(
        other.ask(.post, "/apikeys", "{\"name\":\"mine\"}"), Self.invalid(Self.mismatch))
      other.tamper = { _, target, _ in target = "/apikeys?limit=2" }
      try await expect(other.ask(.get, "/apikeys?limit=1"), Self.invalid(Self.mismatch))
      // The same path in another spelling is another path to a signature.
      other.tamper = { _, target, _ in target = "/apikeys/%61" }
      try await expect(other.ask(.get, "/apikeys/a"), Self.invalid(Self.mismatch))
      other.tamper = { fields, _, _ in fields[.authorization] = nil }
      try await expect(
        other.ask(.get, "/apikeys"),
        .refusal(
          403, "MissingAuthenticationTokenException", "Missing Authentication Token"))
    }
  }

  @Test("Requests go where their scope says")
  func services() async throws {
    try await story { caller in
      var other = caller
      other.service = "execute-api"
      try await expect(
        other.ask(.get, "/apikeys"),
        Self.invalid("Credential should be scoped to correct service: 'apigateway'. "))
      try await expect(
        other.ask(.get, "/"),
        .refusal(
          400, "UnknownOperationException",
          "The sandbox does not play the service execute-api"))
      try await expect(
        caller.ask(.get, "/nothing"),
        .refusal(
          404, "UnknownOperationException",
          "Unable to determine service/operation name to be authorized"))
      other.service = "sts"
      let identity = try await other.ask(
        .post, "/", "Action=GetCallerIdentity&Version=2011-06-15")
      #expect(
        identity.body == """
          <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
            <GetCallerIdentityResult>
              <Arn>arn:aws:iam::123456789012:user/sandbox</Arn>
              <UserId>AIDASANDBOXTOLLGATE1</UserId>
              <Account>123456789012</Account>
            </GetCallerIdentityResult>
            <ResponseMetadata>
              <RequestId>00000000-0000-4000-8000-000000000000</RequestId>
            </ResponseMetadata>
          </GetCallerIdentityResponse>

          """)
    }
  }

  @Test("Every answer has a request id, a date and its type")
  func headers() async throws {
    try await story(SandboxOptions(keys: 0, plans: 0, latencyMilliseconds: 70)) { caller in
      let answer = try await caller.send(.get, "/apikeys/none")
      #expect(
        answer.headers.map { "\($0.name.rawName): \($0.value)" }.sorted() == [
          "Content-Length: 50", "Content-Type: application/json",
          "Date: Wed, 18 Mar 2026 12:00:00 GMT", "X-Amzn-ErrorType: NotFoundException",
          "x-amzn-RequestId: 00000000-0000-4000-8000-000000000000",
        ])
      #expect(caller.clock.sleeps == [70])
    }
  }
}
