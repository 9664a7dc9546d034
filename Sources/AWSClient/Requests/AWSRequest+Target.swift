import SigV4

extension AWSRequest {
  /// A request of the JSON 1.1 protocol: everything is posted to `/`, and a header names the
  /// operation.
  static func target(
    _ service: AWSService, _ operation: String, _ input: JSONText, isMutating: Bool = false,
    hasSecretBody: Bool = false, hasSecretAnswer: Bool = false, awsCli: AWSCommandLine? = nil,
    repetition: Repetition = .repeatable
  ) -> AWSRequest {
    AWSRequest(
      service, operation, "POST", [""],
      headers: [
        SignableRequest.Header("Content-Type", "application/x-amz-json-1.1"),
        SignableRequest.Header("X-Amz-Target", "\(service.targetPrefix).\(operation)"),
      ], body: input.bytes, shownBody: input.masked, isMutating: isMutating,
      hasSecretBody: hasSecretBody, hasSecretAnswer: hasSecretAnswer, awsCli: awsCli?.text ?? "",
      repetition: repetition)
  }
}

extension AWSService {
  /// What stands before the operation in `X-Amz-Target`; empty for services of other protocols.
  fileprivate var targetPrefix: String {
    switch self {
    case .apiGateway, .sts, .identityCenter, .identityCenterLogin, .signIn: ""
    case .logs: "Logs_20140328"
    case .secretsManager: "secretsmanager"
    }
  }
}
