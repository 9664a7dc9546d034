import AWSClient
import GatewayKit
import LocalStore
import Testing

@Suite struct ErrorTests {
  static func service(
    _ status: Int, _ code: String, _ message: String, operation: String = "UpdateApiKey"
  ) -> GatewayError {
    GatewayError(
      AWSError(
        kind: .service, status: status, code: code, message: message, requestId: "r-1",
        operation: operation))
  }

  @Test func credentialsThatHaveEndedAreRenewedWhereTheyComeFrom() {
    let error = GatewayError(
      AWSError(
        kind: .credentials, code: "ExpiredCredentials",
        message: "The credentials from credential_process of profile p have expired.",
        operation: ""))
    #expect(
      error.advice
        == "Renew them where they come from, then try again, or name another profile with --profile."
    )
  }

  @Test func everyErrorHasItsKindAndOneSentence() {
    let table: [(GatewayError, GatewayError.Kind, String)] = [
      (
        Self.service(403, "ExpiredTokenException", "The security token included is expired"),
        .credentials, "The session token has expired."
      ),
      (
        Self.service(
          403, "AccessDeniedException",
          "User: arn:aws:sts::123456789012:assumed-role/Viewer/me is not authorized to perform: "
            + "apigateway:PATCH on resource: arn:aws:apigateway:eu-central-1::/apikeys/a1b2c3d4e5"),
        .credentials,
        "arn:aws:sts::123456789012:assumed-role/Viewer/me may not apigateway:PATCH on "
          + "arn:aws:apigateway:eu-central-1::/apikeys/a1b2c3d4e5."
      ),
      (
        Self.service(409, "ConflictException", "API Key already exists"), .failed,
        "Another key already has this value: API Key already exists."
      ),
      (
        Self.service(404, "NotFoundException", "Invalid API Key identifier specified"), .notFound,
        "UpdateApiKey: Invalid API Key identifier specified."
      ),
      (
        Self.service(429, "TooManyRequestsException", "Too Many Requests"), .temporary,
        "API Gateway asks for fewer requests (UpdateApiKey): Too Many Requests."
      ),
      (
        Self.service(429, "LimitExceededException", "Maximum keys reached"), .failed,
        "A limit of the account is reached: Maximum keys reached."
      ),
      (
        Self.service(503, "ServiceUnavailableException", ""), .temporary,
        "API Gateway has a fault of its own (503 to UpdateApiKey): no reason given."
      ),
      (
        Self.service(418, "TeapotException", "Short and stout."), .failed,
        "UpdateApiKey failed with TeapotException: Short and stout."
      ),
      (
        Self.service(403, "InvalidSignatureException", "The signature does not match"),
        .credentials, "AWS refuses the signature: The signature does not match."
      ),
    ]
    for (error, kind, message) in table {
      #expect(error.kind == kind, "\(message)")
      #expect(error.message == message)
      #expect(error.requestId == "r-1")
      #expect(!error.advice.isEmpty)
    }
    #expect(table[7].0.code == "TeapotException")
  }

  @Test func aPageOfWhoeverStandsBetweenPassesWithItsStatus() {
    for (status, kind) in [(200, GatewayError.Kind.failed), (302, .failed), (503, .temporary)] {
      let error = GatewayError(
        AWSError(
          kind: .unreadableAnswer, status: status, code: "UnreadableAnswer",
          message: "The answer to GetApiKeys is a web page instead of JSON.",
          operation: "GetApiKeys"))
      #expect(error.kind == kind)
    }
    let proxy = GatewayError(
      AWSError(
        kind: .unreachable, code: AWSError.proxyCode, message: "m", operation: "GetApiKeys"))
    #expect(proxy.advice.contains("HTTPS_PROXY"))
  }

  @Test func noAnswerIsToldFromABadOne() {
    let gone = GatewayError(
      AWSError(
        kind: .unreachable, code: "Unreachable",
        message: "http://127.0.0.1:9 cannot be reached: connection refused.",
        operation: "GetApiKeys"))
    #expect(gone.kind == .unreachable)
    #expect(gone.message == "http://127.0.0.1:9 cannot be reached: connection refused.")
    let lost = GatewayError(
      AWSError(
        kind: .timedOut, code: "TimedOut", message: "x did not answer CreateApiKey in time.",
        operation: "CreateApiKey", mayHaveBeenApplied: true))
    #expect(lost.kind == .temporary)
    #expect(lost.outcomeUnknown)
    #expect(lost.advice == "It may have been applied: look before trying again.")
  }

  @Test func idsThatMayBeValuesAreHashed() {
    let value = "gE96dRabcdefghijklmnopqrstuvwxyz01234567"
    let error = Self.service(400, "BadRequestException", "No key /apikeys/\(value) here")
    #expect(!error.message.contains(value))
    #expect(error.message.contains("/apikeys/" + KeyID(value).shown))
  }

  @Test func aFullDiskIsNamed() {
    let error = GatewayError(
      StoreError(kind: .full, path: "/state/tollgate.db", reason: "database or disk is full"))
    #expect(error.code == "DiskFull")
    #expect(
      error.message == "The journal cannot be written at /state/tollgate.db: the disk is full.")
  }
}
