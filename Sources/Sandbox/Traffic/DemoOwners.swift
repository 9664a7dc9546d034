/// Marks of the tools that made some of the demo keys, and that would make them again.
enum DemoOwners {
  /// Marks a key, if it is one of those.
  static func mark(_ key: inout APIKey, index: Int) {
    switch index {
    case 11: key.description = "Managed by Terraform"
    case 12:
      stack(&key, name: "orders-service-prod", resource: "ApiGatewayApiKey1")
      key.tags["STAGE"] = "prod"
    case 13:
      stack(&key, name: "search-sam-app", resource: "SearchApiApiKey")
      key.tags["lambda:createdBy"] = "SAM"
    case 14: stack(&key, name: "PartnerApiStack", resource: "PartnerKeyA8B8C1D2")
    default: break
    }
  }

  private static func stack(_ key: inout APIKey, name: String, resource: String) {
    let place = "arn:aws:cloudformation:\(SandboxIdentity.region):\(SandboxIdentity.account):stack"
    key.tags["aws:cloudformation:stack-name"] = name
    key.tags["aws:cloudformation:logical-id"] = resource
    key.tags["aws:cloudformation:stack-id"] =
      "\(place)/\(name)/5f1c0e10-2a4b-11ef-9c1d-0a58a9feac02"
  }
}
