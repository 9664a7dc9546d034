/// A tool that made a key and would make it again.
enum KeyOwner: Hashable, Sendable {
  /// A stack of CloudFormation, and so of CDK, SAM and the Serverless Framework.
  case cloudFormation(stack: String?, resource: String?)
  /// Terraform, by its usual description.
  case terraform

  /// Who owns a key; nil when nothing says so.
  init?(_ key: APIKey) {
    let tags = key.tags.filter { $0.key.hasPrefix("aws:cloudformation:") }
    if !tags.isEmpty {
      self = .cloudFormation(
        stack: tags["aws:cloudformation:stack-name"],
        resource: tags["aws:cloudformation:logical-id"])
    } else if key.description?.contains("Managed by Terraform") == true {
      self = .terraform
    } else {
      return nil
    }
  }

  /// The owner, for people: `the CloudFormation stack shop`.
  var words: String {
    switch self {
    case .cloudFormation(let stack?, _): "the CloudFormation stack \(stack)"
    case .cloudFormation: "CloudFormation"
    case .terraform: "Terraform"
    }
  }

  /// The change to make there instead of deleting.
  func deletionWords(_ key: APIKey) -> String {
    switch self {
    case .cloudFormation(_, let resource):
      "\(words), which owns the old key: remove \(resource ?? "its AWS::ApiGateway::ApiKey") "
        + "and its AWS::ApiGateway::UsagePlanKey from the template and deploy"
    case .terraform:
      "Terraform, which owns the old key: remove its aws_api_gateway_api_key and "
        + "aws_api_gateway_usage_plan_key and apply"
    }
  }
}
