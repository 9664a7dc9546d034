import AWSClient
import Testing

@testable import GatewayKit

/// AWS's sentences about missing permissions, and what becomes of them.
@Suite("Missing permissions")
struct DeniedPermissionTests {
  static let key = "arn:aws:apigateway:us-east-1::/apikeys/a1b2c3d4e5"
  static let user = "arn:aws:iam::123456789012:user/viewer"

  static let wordings: [(text: String, caller: String, arn: String, isExplicit: Bool)] = [
    (
      "User: \(user) is not authorized to perform: apigateway:PATCH on resource: \(key) because no "
        + "identity-based policy allows the apigateway:PATCH action", user, key, false
    ),
    (
      "User: \(user) is not authorized to perform: apigateway:PATCH on resource: \(key) with an "
        + "explicit deny in an identity-based policy", user, key, true
    ),
    (
      "User: \(user) is not authorized to perform: apigateway:PATCH on resource: \(key) with an "
        + "explicit deny in a service control policy: arn:aws:organizations::1:policy/o/p/x", user,
      key, true
    ),
    (
      "User: arn:aws-cn:sts::123456789012:assumed-role/Viewer/me is not authorized to perform: "
        + "apigateway:PATCH on resource: arn:aws-cn:apigateway:cn-north-1::/apikeys/a1b2c3d4e5 "
        + "because no session policy allows the apigateway:PATCH action",
      "arn:aws-cn:sts::123456789012:assumed-role/Viewer/me",
      "arn:aws-cn:apigateway:cn-north-1::/apikeys/a1b2c3d4e5", false
    ),
    (
      "User: arn:aws-us-gov:sts::123456789012:federated-user/me is not authorized to perform: "
        + "apigateway:PATCH on resource: \"arn:aws-us-gov:apigateway:us-gov-west-1::/apikeys/a1\".",
      "arn:aws-us-gov:sts::123456789012:federated-user/me",
      "arn:aws-us-gov:apigateway:us-gov-west-1::/apikeys/a1", false
    ),
  ]

  static func error(
    _ message: String, code: String = "AccessDeniedException", asked: AskedAction? = nil
  ) -> AWSError {
    AWSError(
      kind: .service, status: 403, code: code, message: message, operation: "UpdateApiKey",
      asked: asked)
  }

  @Test(
    "Every wording names caller, action, resource, and whether a policy denies it",
    arguments: wordings.indices)
  func wording(_ place: Int) {
    let (text, caller, arn, isExplicit) = Self.wordings[place]
    let read = RefusalText(text)
    #expect(read.caller == caller)
    #expect(read.action == "apigateway:PATCH")
    #expect(read.resource == arn)
    #expect(read.isExplicit == isExplicit)
    let denied = DeniedPermission(Self.error(text))
    #expect(
      denied
        == DeniedPermission(
          capability: .switchKeys, action: "apigateway:PATCH", arn: arn, isExplicit: isExplicit,
          said: text))
  }

  @Test("What AWS does not say comes from the request")
  func fromRequest() {
    let asked = AskedAction(action: "apigateway:PATCH", resource: Self.key)
    let error = Self.error("Access denied", asked: asked)
    #expect(
      DeniedPermission(error)
        == DeniedPermission(
          capability: .switchKeys, action: "apigateway:PATCH", arn: Self.key,
          said: "Access denied"))
    let told = GatewayError(error)
    #expect(told.message == "The caller may not apigateway:PATCH on \(Self.key): Access denied.")
    #expect(
      told.advice
        == "Ask for apigateway:PATCH on \(Self.key) (tollgate iam operator has it), or use another "
        + "profile.")
    #expect(told.kind == .credentials)
    // A request may need a second permission: then its own ARN is not the one that is missing.
    let other = Self.error(
      "User: x is not authorized to perform: apigateway:POST because of a boundary", asked: asked)
    #expect(DeniedPermission(other)?.arn == nil)
  }

  @Test("Only a missing permission is one")
  func others() {
    #expect(DeniedPermission(Self.error("Access denied")) == nil)
    #expect(
      DeniedPermission(
        Self.error(
          "not authorized to perform: apigateway:GET on resource: x", code: "ExpiredToken"))
        == nil)
  }

  @Test("An id that may be a value is masked in the ARN and in the sentence")
  func masked() {
    let id = "Ab3dEf6hIj9lMn2pQr5tUv8x"
    let shown = KeyID(id).shown
    let denied = DeniedPermission(
      Self.error(
        "User: x is not authorized to perform: apigateway:PATCH on resource: "
          + "arn:aws:apigateway:us-east-1::/apikeys/\(id)"))
    #expect(denied?.arn == "arn:aws:apigateway:us-east-1::/apikeys/\(shown)")
    #expect(denied?.capability == .switchKeys)
    #expect(denied?.said.contains(id) == false)
  }
}
