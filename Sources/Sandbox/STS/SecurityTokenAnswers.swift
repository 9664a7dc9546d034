/// STS, in the query protocol: forms in, XML out.
struct SecurityTokenAnswers: Sendable {
  private static let namespace = "https://sts.amazonaws.com/doc/2011-06-15/"

  /// Answers a verified request.
  func answer(_ request: WireRequest, requestID: String) throws(ServiceFault) -> WireAnswer {
    let form =
      request.queryItems + PercentCoding.formItems(String(decoding: request.body, as: UTF8.self))
    let action = form.first { $0.name == "Action" }?.value
    guard let action else {
      throw ServiceFault(
        status: 400, code: "MissingAction", message: "The request is missing an action")
    }
    guard action == "GetCallerIdentity" else {
      throw ServiceFault(
        status: 400, code: "InvalidAction",
        message: "Could not find operation \(action) for version 2011-06-15")
    }
    let user = SandboxIdentity.userName
    let account = SandboxIdentity.account
    let text = """
      <GetCallerIdentityResponse xmlns="\(Self.namespace)">
        <GetCallerIdentityResult>
          <Arn>arn:aws:iam::\(account):user/\(user)</Arn>
          <UserId>\(SandboxIdentity.userId)</UserId>
          <Account>\(account)</Account>
        </GetCallerIdentityResult>
        <ResponseMetadata>
          <RequestId>\(requestID)</RequestId>
        </ResponseMetadata>
      </GetCallerIdentityResponse>

      """
    return WireAnswer(
      status: 200, headers: [("Content-Type", "text/xml")], body: Array(text.utf8))
  }

  /// A fault as XML; refusals have other names in this protocol.
  static func answer(_ fault: ServiceFault, requestID: String) -> WireAnswer {
    let codes = [
      "MissingAuthenticationTokenException": "MissingAuthenticationToken",
      "IncompleteSignatureException": "IncompleteSignature",
      "UnrecognizedClientException": "InvalidClientTokenId",
      "InvalidSignatureException": "SignatureDoesNotMatch",
      "ExpiredTokenException": "ExpiredToken",
    ]
    let text = """
      <ErrorResponse xmlns="\(namespace)">
        <Error>
          <Type>Sender</Type>
          <Code>\(escaped(codes[fault.code] ?? fault.code))</Code>
          <Message>\(escaped(fault.message))</Message>
        </Error>
        <RequestId>\(requestID)</RequestId>
      </ErrorResponse>

      """
    return WireAnswer(
      status: fault.status, headers: [("Content-Type", "text/xml")], body: Array(text.utf8))
  }

  private static func escaped(_ text: String) -> String {
    var out = ""
    for character in text {
      switch character {
      case "&": out += "&amp;"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      default: out.append(character)
      }
    }
    return out
  }
}
