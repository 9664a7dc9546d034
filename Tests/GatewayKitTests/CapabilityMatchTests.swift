import Testing

@testable import GatewayKit

/// Requests and the capabilities whose permissions they need, both ways.
@Suite("Requests and capabilities")
struct CapabilityMatchTests {
  static let tag = "/tags/arn%3Aaws%3Aapigateway%3Aeu-west-1%3A%3A%2Fapikeys%2Fa1"
  static let gateway = "arn:aws:apigateway:eu-west-1::"

  /// Each request of the program, and what it is part of.
  static let table: [(action: String, path: String, capability: Capability?)] = [
    ("apigateway:GET", "/usageplans", .listPlans),
    ("apigateway:GET", "/usageplans/abc123", .listPlans),
    ("apigateway:GET", "/usageplans/a-longer-id-of-another-service", .listPlans),
    ("apigateway:GET", "/usageplans/abc123/keys", .readPlanKeys),
    ("apigateway:GET", "/usageplans/abc123/keys/a1b2c3d4e5", .readPlanKeys),
    ("apigateway:GET", "/usageplans/abc123/usage", .readUsage),
    ("apigateway:GET", "/restapis", .listAPIs),
    ("apigateway:GET", "/restapis/q1w2e3/stages", .listAPIs),
    ("apigateway:GET", "/restapis/q1w2e3/resources", .listAPIs),
    ("apigateway:GET", "/apikeys", .readKeys),
    ("apigateway:GET", "/apikeys/a1b2c3d4e5", .readKeys),
    ("apigateway:GET", "/account", nil),
    ("apigateway:PATCH", "/apikeys/a1b2c3d4e5", .switchKeys),
    ("apigateway:PATCH", "/apikeys", nil),
    ("apigateway:POST", "/apikeys", .createKeys),
    ("apigateway:PUT", tag, .tagKeys),
    ("apigateway:DELETE", tag, .tagKeys),
    ("apigateway:POST", tag, .tagKeys),
    ("apigateway:POST", "/usageplans/abc123/keys", .attachKeys),
    ("apigateway:DELETE", "/usageplans/abc123/keys/a1b2c3d4e5", .detachKeys),
    ("apigateway:PATCH", "/usageplans/abc123/keys/a1b2c3d4e5/usage", .grantQuota),
    ("apigateway:DELETE", "/apikeys/a1b2c3d4e5", .deleteKeys),
    ("apigateway:POST", "/usageplans", .createPlans),
    ("apigateway:PATCH", "/usageplans/abc123", .changePlans),
    ("apigateway:DELETE", "/usageplans/abc123", .deletePlans),
  ]

  @Test("Each request of API Gateway has its capability", arguments: table.indices)
  func paths(_ row: Int) {
    let (action, path, capability) = Self.table[row]
    for partition in ["aws", "aws-cn", "aws-us-gov", "aws-eusc"] {
      let arn = "arn:\(partition):apigateway:eu-west-1::\(path)"
      #expect(Capability.needing(action, on: arn)?.capability == capability)
    }
  }

  @Test("Every permission of the table is found by a request")
  func complete() {
    let found = Set(
      Self.table.compactMap { Capability.needing($0.action, on: Self.gateway + $0.path) }
        .map(\.permission))
    let wanted = Set(
      Capability.allCases.flatMap(\.permissions).filter {
        // A permission with a condition is never what is missing where another has none.
        if case .gateway = $0.resource { $0.tag == nil } else { false }
      })
    #expect(found == wanted)
  }

  @Test("Logs and secrets are found by action and service")
  func others() {
    let group = "arn:aws:logs:eu-west-1:123456789012:log-group:/aws/apigateway/x:*"
    let secret = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:acme-AbCdEf"
    #expect(
      Capability.needing("logs:FilterLogEvents", on: group)?.capability == .readAccessLogs)
    #expect(Capability.needing("logs:FilterLogEvents", on: nil)?.capability == .readAccessLogs)
    #expect(Capability.needing("logs:FilterLogEvents", on: secret) == nil)
    for action in ["DescribeSecret", "CreateSecret", "PutSecretValue"] {
      #expect(
        Capability.needing("secretsmanager:\(action)", on: secret)?.capability == .deliverSecrets)
    }
    #expect(Capability.needing("sts:AssumeRole", on: "arn:aws:iam::1:role/x") == nil)
    #expect(Capability.needing("apigateway:GET", on: "nonsense") == nil)
  }

  @Test("The least role that has a capability; none deletes keys")
  func roles() {
    #expect(Capability.readUsage.leastRole == .viewer)
    #expect(Capability.readKeys.leastRole == .operator)
    #expect(Capability.switchKeys.leastRole == .operator)
    #expect(Capability.createPlans.leastRole == .manager)
    #expect(Capability.deleteKeys.leastRole == nil)
  }
}
