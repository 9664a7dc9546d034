/// What a request needs a permission for, in IAM's words.
package struct AskedAction: Hashable, Sendable {
  /// `apigateway:PATCH`, `logs:FilterLogEvents`.
  package var action: String
  /// The ARN; nil where the request alone does not tell it.
  package var resource: String?

  /// Makes one.
  package init(action: String, resource: String? = nil) {
    self.action = action
    self.resource = resource
  }
}

extension AWSRequest {
  /// What it needs a permission for; nil for what everybody may ask and for what is not signed.
  ///
  /// API Gateway's actions are HTTP methods and its resources are paths, without an account:
  /// https://docs.aws.amazon.com/apigateway/latest/developerguide/arn-format-reference.html
  func asked(region: String) -> AskedAction? {
    switch service {
    case .apiGateway:
      let partition = Partition(region: region).rawValue
      return AskedAction(
        action: "apigateway:\(method)", resource: "arn:\(partition):apigateway:\(region)::\(path)")
    case .logs, .secretsManager:
      return AskedAction(action: "\(service.signingName):\(operation)")
    case .sts, .identityCenter, .identityCenterLogin, .signIn: return nil
    }
  }
}
