import AWSClient
import Testing

@testable import GatewayKit

/// What STS says when it gives no credentials of a role.
struct RoleErrorTests {
  private static func error(_ operation: String, _ code: String, _ status: Int) -> GatewayError {
    GatewayError(
      AWSError(
        kind: .service, status: status, code: code, message: "The role x cannot be assumed: no",
        operation: operation))
  }

  @Test(arguments: [
    ("AssumeRole", "ValidationError", 400), ("AssumeRole", "RegionDisabledException", 403),
    ("AssumeRoleWithWebIdentity", "ExpiredTokenException", 400),
    ("AssumeRoleWithWebIdentity", "InvalidIdentityToken", 400),
  ])
  func isOfTheCredentials(operation: String, code: String, status: Int) {
    let error = Self.error(operation, code, status)
    #expect(error.kind == .credentials)
    #expect(error.message == "The role x cannot be assumed: no.")
    #expect(error.advice == "Correct the profile, or ask whoever looks after the role.")
  }

  @Test func whatPassesAndWhatIsOfTheCallerStaysWhatItIs() {
    #expect(Self.error("AssumeRole", "Throttling", 429).kind == .temporary)
    #expect(
      Self.error("AssumeRoleWithWebIdentity", "IDPCommunicationError", 503).kind == .temporary)
    #expect(
      Self.error("AssumeRole", "ExpiredToken", 403).message == "The session token has expired.")
    #expect(Self.error("GetApiKeys", "ValidationError", 400).kind == .failed)
  }

  @Test(arguments: [
    ("NoSuchProfile", "Name one that is there with --profile or AWS_PROFILE."),
    ("SSOExpired", "Run that line, then try again."),
    ("LoginExpired", "Run that line, then try again."),
    ("ProfileLoop", "Correct the profile in ~/.aws/config, or name another with --profile."),
  ])
  func adviceFits(code: String, advice: String) {
    let error = GatewayError(
      AWSError(kind: .credentials, code: code, message: "x", operation: "", attempts: 0))
    #expect(error.advice == advice)
  }

  @Test(arguments: ["BrokenFile", "UnreadableFile", "InvalidProxy", "InvalidServices"])
  func filesAndProxiesAreNotCuredByARegion(code: String) {
    let error = GatewayError(
      AWSError(kind: .configuration, code: code, message: "x", operation: "", attempts: 0))
    #expect(!error.advice.contains("--region"))
  }
}
