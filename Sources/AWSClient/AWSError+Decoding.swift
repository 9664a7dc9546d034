import Foundation

extension AWSError {
  /// Reads an answer that is an error, as JSON services and STS send it.
  init(_ response: WireResponse, request: AWSRequest) {
    var found = ErrorBody(response.body)
    if let header = response.header("x-amzn-errortype"), !header.isEmpty { found.code = header }
    let isFault = response.status >= 500
    let requestId =
      response.header("x-amzn-requestid") ?? response.header("x-amz-request-id") ?? found.requestId
    if let own = AWSError(standIn: response, request: request, requestId: requestId) {
      self = own
      return
    }
    guard found.isReadable || found.code != nil else {
      self = .unreadable(
        request, status: response.status, requestId: requestId,
        why: "has status \(response.status) and \(found.description)")
      retryAfter = Self.retryAfter(response)
      mayHaveBeenApplied = request.isMutating && isFault
      return
    }
    let code = found.code.map(Self.plainCode) ?? Self.code(status: response.status)
    let message = found.message ?? "The service answered \(response.status) without a reason."
    self.init(
      kind: .service, status: response.status, code: code, message: message, requestId: requestId,
      operation: request.operation, retryAfter: Self.retryAfter(response),
      mayHaveBeenApplied: request.isMutating && isFault)
  }

  /// Answers that no AWS service gives: somebody in between does. Nil for all others.
  private init?(standIn response: WireResponse, request: AWSRequest, requestId: String?) {
    switch response.status {
    case 300..<400:
      let host = response.header("location").flatMap { URLComponents(string: $0)?.host }
      let place = host.map { " to \($0.prefix(100))" } ?? ""
      self = .unreadable(
        request, status: response.status, requestId: requestId,
        why: "is a redirect (\(response.status))\(place), which is not "
          + "followed: what is signed is for one host")
      // Who redirects may have passed it on before.
      mayHaveBeenApplied = request.isMutating
    case 407:
      self.init(
        kind: .unreachable, status: 407, code: Self.proxyCode,
        message: "A proxy wants a name and a password before it passes \(request.operation) on.",
        requestId: requestId, operation: request.operation)
    default: return nil
    }
  }

  /// The code without namespace and address: `a#NotFoundException:http://…` is `NotFoundException`.
  private static func plainCode(_ code: String) -> String {
    let withoutAddress = code.prefix { $0 != ":" }
    let name = withoutAddress.split(separator: "#").last ?? withoutAddress
    return name.trimmingCharacters(in: .whitespaces)
  }

  /// A code for answers that carry none.
  private static func code(status: Int) -> String {
    switch status {
    case 400: "BadRequestException"
    case 401: "UnauthorizedException"
    case 403: "ForbiddenException"
    case 404: "NotFoundException"
    case 409: "ConflictException"
    case 413: "RequestEntityTooLargeException"
    case 429: "TooManyRequestsException"
    case 500: "InternalServerError"
    case 502: "BadGateway"
    case 503: "ServiceUnavailableException"
    case 504: "GatewayTimeout"
    default: "HTTP\(status)"
    }
  }

  /// Seconds to wait as the answer asks; AWS sends numbers, never dates.
  private static func retryAfter(_ response: WireResponse) -> Double? {
    if let text = response.header("x-amz-retry-after"), let milliseconds = Double(text),
      milliseconds >= 0
    {
      return milliseconds / 1000
    }
    guard let text = response.header("retry-after"), let seconds = Double(text), seconds >= 0,
      seconds.isFinite
    else { return nil }
    return seconds
  }
}
