import SigV4
import Testing

@testable import AWSClient

@Suite("Errors from answers")
struct ErrorDecodingTests {
  private static let request = AWSRequest(
    .apiGateway, "UpdateApiKey", "PATCH", ["apikeys", "k"], isMutating: true)

  private func error(
    _ status: Int, _ headers: [(String, String)], _ body: String
  ) -> AWSError {
    AWSError(
      WireResponse(
        status: status, headers: headers.map { SignableRequest.Header($0.0, $0.1) },
        body: Array(body.utf8)), request: Self.request)
  }

  @Test("The header names the code, its address cut off; the message is in any case")
  func header() {
    #expect(
      error(
        404,
        [
          ("x-amzn-RequestId", "id-1"),
          ("X-Amzn-ErrorType", "NotFoundException:http://internal.amazon.com/coral/"),
        ], #"{"message":"Invalid API Key identifier specified"}"#)
        == AWSError(
          kind: .service, status: 404, code: "NotFoundException",
          message: "Invalid API Key identifier specified", requestId: "id-1",
          operation: "UpdateApiKey"))
    #expect(
      error(
        403, [("x-amzn-errortype", "AccessDeniedException")],
        #"{"Message":"User is not authorized"}"#)
        == AWSError(
          kind: .service, status: 403, code: "AccessDeniedException",
          message: "User is not authorized", operation: "UpdateApiKey"))
  }

  @Test("Redirects and proxies that want a password are nobody's errors of the service")
  func standIns() {
    let moved = error(302, [("Location", "https://portal.example/login?x=secret")], "<html>")
    #expect(moved.kind == .unreadableAnswer)
    #expect(
      moved.message
        == "The answer to UpdateApiKey is a redirect (302) to portal.example, which is not followed: "
        + "what is signed is for one host.")
    #expect(moved.mayHaveBeenApplied)
    #expect(RetryPolicy.reason(for: moved, of: Self.request) == nil)
    let proxy = error(407, [], "<html>")
    #expect(proxy.kind == .unreachable)
    #expect(proxy.code == AWSError.proxyCode)
    #expect(!proxy.mayHaveBeenApplied)
    #expect(RetryPolicy.reason(for: proxy, of: Self.request) == nil)
  }

  @Test("What an answer lacks, and how far it came, is said with the time and the proxy")
  func exact() {
    func message(_ kind: TransportFailure.Kind, begun: Bool) -> String {
      var failure = TransportFailure(kind, mayHaveBeenSent: true, reason: "r")
      failure.hasAnswerBegun = begun
      failure.seconds = kind == .timedOut ? 2.5 : nil
      failure.proxy = begun ? nil : "p:1"
      return AWSError(failure, request: Self.request, endpoint: Endpoint(host: "h.example")).message
    }
    let place = "https://h.example by way of the proxy p:1"
    #expect(
      message(.timedOut, begun: false) == "\(place) did not answer UpdateApiKey within 2.5 s.")
    #expect(
      message(.timedOut, begun: true)
        == "https://h.example did not complete its answer to UpdateApiKey within 2.5 s.")
    #expect(
      message(.connectionClosed, begun: true)
        == "https://h.example closed the connection in the middle of the answer to UpdateApiKey.")
    #expect(message(.refusedByProxy, begun: false) == "\(place) cannot be reached: r.")
  }

  @Test("The body's type counts where no header does, its namespace cut off")
  func bodyType() {
    #expect(
      error(400, [], #"{"__type":"com.amazon.coral#ValidationException","message":null}"#)
        == AWSError(
          kind: .service, status: 400, code: "ValidationException",
          message: "The service answered 400 without a reason.", operation: "UpdateApiKey"))
    #expect(error(400, [], #"{"code":"Odd","message":"m"}"#).code == "Odd")
  }

  @Test("Codes that nobody knows are kept")
  func unknownCode() {
    let error = error(418, [("X-Amzn-ErrorType", "TeapotException")], #"{"message":"short"}"#)
    #expect(error.code == "TeapotException")
    #expect(error.status == 418)
  }

  @Test(
    "Codes of clocks and tokens come through",
    arguments: [
      "RequestTimeTooSkewed", "ExpiredTokenException", "InvalidSignatureException",
      "UnrecognizedClientException", "MissingAuthenticationTokenException",
    ])
  func authentication(code: String) {
    let error = error(403, [("X-Amzn-ErrorType", code)], #"{"message":"m"}"#)
    #expect(error.kind == .service)
    #expect(error.code == code)
  }

  @Test("Retry-After is seconds; Amazon's own header is milliseconds")
  func retryAfter() {
    #expect(error(429, [("Retry-After", "3")], "{}").retryAfter == 3)
    #expect(error(429, [("retry-after", "0.5")], "{}").retryAfter == 0.5)
    #expect(error(429, [("x-amz-retry-after", "1500")], "{}").retryAfter == 1.5)
    #expect(error(429, [("Retry-After", "soon")], "{}").retryAfter == nil)
    #expect(error(429, [("Retry-After", "-1")], "{}").retryAfter == nil)
    #expect(error(429, [], "{}").code == "TooManyRequestsException")
  }

  @Test("An empty body has a code made from the status")
  func emptyBody() {
    #expect(
      error(503, [], "")
        == AWSError(
          kind: .service, status: 503, code: "ServiceUnavailableException",
          message: "The service answered 503 without a reason.", operation: "UpdateApiKey",
          mayHaveBeenApplied: true))
  }

  @Test(
    "Pages, halves and other texts are unreadable answers with their status",
    arguments: [
      (404, "<html><title>404</title></html>", "a web page instead of JSON", false),
      (500, "<!doctype html>", "a web page instead of JSON", true),
      (502, "Bad gateway", "text that is not JSON", true),
      (500, #"{"message":"hal"#, "half a JSON text", true),
      (400, #"{"message" "x"}"#, "broken JSON", false),
    ])
  func unreadable(status: Int, body: String, what: String, isUnclear: Bool) {
    #expect(
      error(status, [], body)
        == AWSError(
          kind: .unreadableAnswer, status: status, code: "UnreadableAnswer",
          message: "The answer to UpdateApiKey has status \(status) and \(what).",
          operation: "UpdateApiKey", mayHaveBeenApplied: isUnclear))
  }

  @Test("Errors of STS in XML and in JSON")
  func queryProtocol() {
    let xml = """
      <ErrorResponse><Error><Type>Sender</Type><Code>InvalidClientTokenId</Code>
      <Message>The token is &quot;bad&quot;</Message></Error><RequestId>r-1</RequestId></ErrorResponse>
      """
    let json =
      #"{"Error":{"Code":"InvalidClientTokenId","Message":"The token is \"bad\"","Type":"Sender"},"RequestId":"r-1"}"#
    let expected = AWSError(
      kind: .service, status: 403, code: "InvalidClientTokenId", message: "The token is \"bad\"",
      requestId: "r-1", operation: "UpdateApiKey")
    #expect(error(403, [], xml) == expected)
    #expect(error(403, [], json) == expected)
  }
}
