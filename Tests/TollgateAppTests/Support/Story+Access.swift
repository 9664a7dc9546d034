import GatewayKit

@testable import TollgateApp

extension Story {
  /// A permission that is missing, as AWS says it.
  static func denied(
    _ action: String, _ path: String, isExplicit: Bool = false
  ) -> DeniedPermission {
    let arn = "arn:aws:apigateway:ap-northeast-1::\(path)"
    return DeniedPermission(
      capability: Capability.needing(action, on: arn)?.capability, action: action, arn: arn,
      isExplicit: isExplicit,
      said: "User: arn:aws:iam::123456789012:user/ops is not authorized to perform: \(action) on "
        + "resource: \(arn) because no identity-based policy allows the \(action) action")
  }

  /// The error that a missing permission is.
  static func error(_ denied: DeniedPermission) -> GatewayError {
    GatewayError(
      kind: .credentials, code: "AccessDeniedException",
      message: "arn:aws:iam::123456789012:user/ops may not \(denied.words).",
      advice: "Ask for \(denied.words).", denied: denied)
  }

  /// What the service knows of one context's permissions.
  static func access(_ denied: [DeniedPermission]) -> KnownAccess {
    var access = KnownAccess()
    for one in denied { access.deny(one) }
    return access
  }

  /// The service has learned what is missing in the only context.
  mutating func know(_ denied: DeniedPermission...) {
    send(
      .standings([
        ContextStanding(
          context: Sample.context, identity: Sample.identity(), access: Self.access(denied))
      ]))
  }

  /// Answers work with a refusal.
  mutating func refuse(_ purpose: TaskPurpose, _ denied: DeniedPermission) {
    answer(purpose, .failed(Self.error(denied)))
  }
}
