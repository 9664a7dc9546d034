import AWSClient

extension GatewayError {
  /// Sentences for an error that the service itself answered with.
  static func serviceWords(_ error: AWSError) -> Words {
    let said = clause(error.message)
    if isRefusedRole(error) {
      return Words(
        kind: .credentials, message: "\(said).",
        advice: "Correct the profile, or ask whoever looks after the role.")
    }
    switch error.code {
    case "ExpiredTokenException", "ExpiredToken", "RequestExpired":
      return Words(
        kind: .credentials, message: "The session token has expired.",
        advice: "Sign in again (aws sso login, aws login) or renew the credentials.")
    case "UnrecognizedClientException", "InvalidClientTokenId", "InvalidAccessKeyId":
      return Words(
        kind: .credentials, message: "AWS does not know this access key: \(said).",
        advice: "Check AWS_ACCESS_KEY_ID or the profile, and whether the key was deleted.")
    case "InvalidSignatureException", "SignatureDoesNotMatch", "IncompleteSignatureException":
      return Words(
        kind: .credentials, message: "AWS refuses the signature: \(said).",
        advice: "Check the secret access key and this computer's clock.")
    case "RequestTimeTooSkewed":
      return Words(
        kind: .credentials, message: "This computer's clock is too far off: \(said).",
        advice: "Set the clock right.")
    case "MissingAuthenticationTokenException", "MissingAuthenticationToken":
      return Words(
        kind: .credentials, message: "The request came without credentials, says AWS: \(said).",
        advice: "Check the credentials and the endpoint address.")
    case "AccessDeniedException", "AccessDenied":
      return denied(error, said)
    case "NotFoundException":
      return Words(
        kind: .notFound, message: "\(error.operation): \(said).",
        advice: "It may have been deleted meanwhile; refresh, or list what is there.")
    case "ConflictException":
      return conflict(error, said)
    case "LimitExceededException":
      return Words(
        kind: .failed, message: "A limit of the account is reached: \(said).",
        advice: "Delete what is not needed, or ask AWS for more (10,000 keys is a fixed limit).")
    case "BadRequestException", "ValidationException":
      return Words(
        kind: .failed, message: "API Gateway refuses \(error.operation): \(said).",
        advice: "Correct what it names and try again.")
    default:
      return byStatus(error, said)
    }
  }

  /// Whether STS gives no credentials of a role, for a reason that is of the role or of what was asked
  /// with; what is of the caller's own credentials is said as everywhere.
  private static func isRefusedRole(_ error: AWSError) -> Bool {
    switch error.operation {
    case "AssumeRole":
      [
        "ValidationError", "MalformedPolicyDocument", "PackedPolicyTooLarge",
        "RegionDisabledException",
      ]
      .contains(error.code)
    case "AssumeRoleWithWebIdentity":
      (400..<429).contains(error.status) && error.code != "AccessDenied"
    default: false
    }
  }

  private static func byStatus(_ error: AWSError, _ said: String) -> Words {
    switch error.status {
    case 429:
      Words(
        kind: .temporary,
        message: "API Gateway asks for fewer requests (\(error.operation)): \(said).",
        advice: "Try again in a while; all programs of the account share 10 requests a second.")
    case 500...:
      Words(
        kind: .temporary,
        message: "API Gateway has a fault of its own (\(error.status) to \(error.operation)): "
          + "\(said).",
        advice: "Try again later.")
    case 401, 403:
      Words(
        kind: .credentials, message: "AWS refuses \(error.operation) (\(error.code)): \(said).",
        advice: "Check the credentials and what they may do.")
    default:
      Words(
        kind: .failed, message: "\(error.operation) failed with \(error.code): \(said).",
        advice: "Look the code up in AWS's documentation; it is passed on as it came.")
    }
  }

  private static func conflict(_ error: AWSError, _ said: String) -> Words {
    if said.lowercased().contains("api key already exists") {
      return Words(
        kind: .failed, message: "Another key already has this value: \(said).",
        advice: "Give another value, or leave it out and let API Gateway make one.")
    }
    if said.lowercased().contains("multiple usage plans") {
      return Words(
        kind: .failed, message: "A key may be in one plan per API stage only: \(said).",
        advice: "Take the key out of the plan that opens the same stage first.")
    }
    if said.lowercased().contains("concurrent") {
      return Words(
        kind: .temporary, message: "Somebody else changes the same thing right now: \(said).",
        advice: "Try again.")
    }
    return Words(
      kind: .failed, message: "\(error.operation) conflicts with what is there: \(said).",
      advice: "Refresh, and look at what is there now.")
  }

  /// The sentences name the action and the ARN that are missing, and who has them.
  private static func denied(_ error: AWSError, _ said: String) -> Words {
    guard let denied = DeniedPermission(error) else {
      return Words(
        kind: .credentials, message: "\(error.operation) is not allowed: \(said).",
        advice: "Ask for the permission, or use another profile.")
    }
    let text = RefusalText(error.message)
    let caller = text.caller ?? "The caller"
    // What AWS says beside naming the action would be lost otherwise.
    let why = text.action == nil ? ": \(said)" : denied.isExplicit ? " (an explicit deny)" : ""
    let role = (denied.capability?.leastRole).map { " (tollgate iam \($0.rawValue) has it)" } ?? ""
    return Words(
      kind: .credentials, message: "\(caller) may not \(denied.words)\(why).",
      advice: denied.isExplicit
        ? "If that is not on purpose, ask for the deny to be taken away, or use another profile."
        : "Ask for \(denied.words)\(role), or use another profile.")
  }
}
