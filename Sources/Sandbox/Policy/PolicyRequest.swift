/// A request as IAM sees it: an action on a resource.
struct PolicyRequest: Sendable, Equatable {
  /// `apigateway:PATCH`, `logs:FilterLogEvents`.
  var action: String
  /// The resource's ARN, or `*`.
  var resource: String
  /// The resource's tags.
  var tags: [String: String] = [:]

  /// A request to API Gateway: the action is the HTTP method, the resource the path.
  static func apiGateway(_ request: WireRequest, region: String) -> PolicyRequest {
    // The ARN inside /tags/… stays encoded, as IAM's resource type has it.
    var path = request.path
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    return PolicyRequest(
      action: "apigateway:\(request.method)", resource: "arn:aws:apigateway:\(region)::\(path)")
  }

  /// A request to one of the services that are told apart by a target header.
  ///
  /// - Parameters:
  ///   - service: the signing name.
  ///   - target: the value of `X-Amz-Target`.
  ///   - body: the JSON body, for the name of the thing that is asked for.
  ///   - region: the region of the scope.
  /// - Returns: nil for a service whose permissions the emulator does not know.
  static func targeted(
    service: String, target: String, body: [UInt8], region: String
  ) -> PolicyRequest? {
    let operation = target.split(separator: ".").last.map(String.init) ?? target
    let fields = Self.fields(body)
    func text(_ name: String) -> String? {
      if case .string(let text)? = fields[name] { text } else { nil }
    }
    let account = SandboxIdentity.account
    switch service {
    case "logs":
      let group = text("logGroupName") ?? text("logGroupIdentifier")
      let resource = group.map { "arn:aws:logs:\(region):\(account):log-group:\($0):*" }
      return PolicyRequest(action: "logs:\(operation)", resource: resource ?? "*")
    case "secretsmanager":
      let name = text("SecretId") ?? text("Name") ?? ""
      let arn =
        name.hasPrefix("arn:")
        ? name : "arn:aws:secretsmanager:\(region):\(account):secret:\(name)-??????"
      return PolicyRequest(action: "secretsmanager:\(operation)", resource: arn)
    case "monitoring": return PolicyRequest(action: "cloudwatch:\(operation)", resource: "*")
    case "cloudtrail": return PolicyRequest(action: "cloudtrail:\(operation)", resource: "*")
    default: return nil
    }
  }

  /// The members of a JSON body. One that cannot be read is refused by the service itself; here it
  /// names nothing.
  private static func fields(_ body: [UInt8]) -> [String: JSONValue] {
    guard let value = try? JSONValue(reading: body), case .object(let fields) = value else {
      return [:]
    }
    return fields
  }

  /// The fault of a request that the policy does not let through.
  func refusal(_ verdict: Policy.Verdict) -> ServiceFault {
    let user = "arn:aws:iam::\(SandboxIdentity.account):user/\(SandboxIdentity.userName)"
    let why =
      verdict == .denied
      ? "with an explicit deny in an identity-based policy"
      : "because no identity-based policy allows the \(action) action"
    return ServiceFault(
      status: 403, code: "AccessDeniedException",
      message: "User: \(user) is not authorized to perform: \(action) on resource: \(resource) "
        + why)
  }
}
