import AWSClient

extension LeakDetailRun {
  /// What made the key, by its tags and its description.
  func tellManagement() async throws {
    var key = key
    // Lists need not carry tags.
    if key.tags.isEmpty { key = try await session.bareKey(key.id, lane: .interactive) }
    tell(.management(LeakDetail.Management(of: key)))
  }
}

extension LeakDetail.Management {
  /// Reads the signs that tools leave on a key; nil when there is none.
  init?(of key: APIKey) {
    let tags = key.tags
    if let stack = tags["aws:cloudformation:stack-name"] ?? Self.stack(tags) {
      let resource = tags["aws:cloudformation:logical-id"]
      let tool = Self.tool(resource, tags)
      self.init(
        tool: tool, place: stack, resource: resource, isCertain: true,
        change: Self.change(tool, resource, key))
      return
    }
    let lowered = Dictionary(tags.map { ($0.key.lowercased(), $0.value.lowercased()) }) {
      first, _ in
      first
    }
    let says = ["terraform", "managedby", "managed-by", "managed_by", "provisioner", "createdby"]
      .contains { name in
        guard let value = lowered[name] else { return false }
        return value.contains("terraform") || (name == "terraform" && value == "true")
      }
    let describes = key.description?.lowercased().contains("managed by terraform") ?? false
    guard says || describes else { return nil }
    self.init(
      tool: .terraform, place: lowered["workspace"] ?? lowered["terraform-workspace"],
      isCertain: false, change: Self.change(.terraform, nil, key))
  }

  /// The stack's name out of its id.
  private static func stack(_ tags: [String: String]) -> String? {
    guard let id = tags["aws:cloudformation:stack-id"] else { return nil }
    let parts = id.split(separator: "/")
    return parts.count > 1 ? String(parts[1]) : id
  }

  /// Which tool wrote the stack: each names its resources in a way of its own.
  private static func tool(_ resource: String?, _ tags: [String: String]) -> Tool {
    if tags["aws:cdk:path"] != nil { return .cdk }
    if tags["lambda:createdBy"] == "SAM" { return .sam }
    guard let resource else { return .cloudFormation }
    if resource.hasPrefix("ApiGatewayApiKey") { return .serverless }
    if resource == "ServerlessApiKey" || resource.hasSuffix("RestApiApiKey") { return .sam }
    // CDK ends logical ids with eight hex digits.
    let tail = resource.suffix(8)
    let isHash =
      resource.count > 8 && tail.contains(where: \.isNumber)
      && tail.allSatisfy { $0.isHexDigit && !$0.isLowercase }
    return isHash ? .cdk : .cloudFormation
  }

  /// The change that keeps the key disabled, as lines of the tool's language.
  private static func change(_ tool: Tool, _ resource: String?, _ key: APIKey) -> [String] {
    let name = resource ?? "ApiKey"
    return switch tool {
    case .cloudFormation:
      [
        "Resources:", "  \(name):", "    Type: AWS::ApiGateway::ApiKey", "    Properties:",
        "      Enabled: false",
      ]
    case .cdk:
      ["new apigateway.ApiKey(this, '\(name)', {", "  enabled: false,", "});"]
    case .sam:
      [
        "# SAM makes \(name) from Auth.UsagePlan and gives it no setting of its own.",
        "# Take the generated key away, and declare one that can be disabled:",
        "Auth:", "  UsagePlan:", "    CreateUsagePlan: NONE", "Resources:", "  CustomerKey:",
        "    Type: AWS::ApiGateway::ApiKey", "    Properties:", "      Enabled: false",
      ]
    case .serverless:
      [
        "provider:", "  apiGateway:", "    apiKeys:", "      - name: \(key.label)",
        "        enabled: false",
      ]
    case .terraform:
      [
        "resource \"aws_api_gateway_api_key\" \"…\" {", "  name    = \"\(key.label)\"",
        "  enabled = false", "}",
      ]
    }
  }
}
