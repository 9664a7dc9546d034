import Foundation

/// One call of a deployed API, as an access log can tell it.
struct AccessRecord: Sendable, Equatable {
  /// When it came, in milliseconds since 1970.
  var at: Int
  /// The request's id.
  var requestID: String
  /// The REST API's id.
  var api: String
  /// The stage's name.
  var stage: String
  /// The verb.
  var method: String
  /// The path below the stage, `/orders/42`.
  var path: String
  /// The resource's path, `/orders/{id}`; nil when the call met none.
  var resource: String?
  /// The id of the key; nil when the call brought none that is known, or needs none.
  var keyID: String?
  /// The value of the key.
  var keyValue: String?
  /// The caller's address.
  var sourceIp: String
  /// The caller's program.
  var userAgent: String?
  /// The HTTP status.
  var status: Int
  /// API Gateway's name for a refusal, `INVALID_API_KEY`.
  var responseType: String?
  /// The sentence of a refusal.
  var errorMessage: String?
  /// Bytes of the answer's body.
  var responseLength: Int
  /// Milliseconds until the answer.
  var latency: Int

  /// What API Gateway calls a refusal.
  static func responseType(_ fault: ServiceFault) -> String {
    switch fault {
    case .forbidden: "INVALID_API_KEY"
    case .quotaUsedUp: "QUOTA_EXCEEDED"
    case .tooFast: "THROTTLED"
    case .noSuchRoute: "MISSING_AUTHENTICATION_TOKEN"
    default: "DEFAULT_4XX"
    }
  }

  /// The value of a variable, named without `$context.`; nil when the call has none.
  func value(_ variable: String) -> String? {
    switch variable {
    case "requestId": requestID
    case "extendedRequestId":
      Data(requestID.filter(\.isHexDigit).prefix(11).utf8).base64EncodedString()
    case "requestTimeEpoch": String(at)
    case "requestTime": AccessFormat.clfTime(at)
    case "identity.apiKeyId": keyID
    case "identity.apiKey": keyValue
    case "identity.sourceIp": sourceIp
    case "identity.userAgent": userAgent
    case "httpMethod": method
    case "resourcePath": resource
    case "path": "/\(stage)\(path)"
    case "stage": stage
    case "status": String(status)
    case "error.responseType": responseType
    case "error.message": errorMessage
    case "error.messageString": errorMessage.map { "\"\($0)\"" }
    case "apiId": api
    case "accountId": SandboxIdentity.account
    case "domainName": "\(api).execute-api.\(SandboxIdentity.region).amazonaws.com"
    case "domainPrefix": api
    case "protocol": "HTTP/1.1"
    case "responseLength": String(responseLength)
    case "responseLatency": String(latency)
    case "integrationLatency", "integration.latency":
      responseType == nil ? String(max(1, latency - 3)) : nil
    case "integrationStatus", "integration.status":
      responseType == nil ? String(status) : nil
    default: nil
    }
  }
}
