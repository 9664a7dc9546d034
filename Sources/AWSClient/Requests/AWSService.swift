/// The services that are spoken to.
package enum AWSService: String, Sendable, Hashable, CaseIterable {
  /// API Gateway's control plane.
  case apiGateway
  /// Security Token Service.
  case sts
  /// IAM Identity Center, which gives roles' credentials; nothing is signed.
  case identityCenter
  /// IAM Identity Center's tokens; nothing is signed.
  case identityCenterLogin
  /// AWS Sign-In, which renews what `aws login` left; nothing is signed.
  case signIn
  /// CloudWatch Logs.
  case logs
  /// Secrets Manager.
  case secretsManager

  /// The name in the credential scope.
  package var signingName: String {
    switch self {
    case .apiGateway: "apigateway"
    case .sts: "sts"
    case .identityCenter: "awsssoportal"
    case .identityCenterLogin: "sso-oauth"
    case .signIn: "signin"
    case .logs: "logs"
    case .secretsManager: "secretsmanager"
    }
  }

  /// The first part of AWS's own host name.
  var hostPrefix: String {
    switch self {
    case .identityCenter: "portal.sso"
    case .identityCenterLogin: "oidc"
    default: signingName
    }
  }

  /// The ending of the environment variable that gives its endpoint: `AWS_ENDPOINT_URL_` and this.
  var endpointVariableSuffix: String {
    switch self {
    case .apiGateway: "API_GATEWAY"
    case .sts: "STS"
    case .identityCenter: "SSO"
    case .identityCenterLogin: "SSO_OIDC"
    case .signIn: "SIGNIN"
    case .logs: "CLOUDWATCH_LOGS"
    case .secretsManager: "SECRETS_MANAGER"
    }
  }

  /// The name of its block in a `[services …]` section of the config file.
  var servicesKey: String { endpointVariableSuffix.lowercased() }

  /// Whether requests come out of the account's budget for API Gateway.
  var isPaced: Bool { self == .apiGateway }
}
