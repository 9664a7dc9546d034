import Testing

@testable import GatewayKit

@Suite("Policies of roles")
struct AccessTests {
  @Test("A region decides the partition, and a place the ARNs")
  func arns() {
    let place = AccessPolicy.Place(region: "cn-north-1", account: "123456789012")
    #expect(place.partition == "aws-cn")
    #expect(
      Permission.Resource.gateway("/apikeys").arn(at: place)
        == "arn:aws-cn:apigateway:cn-north-1::/apikeys")
    #expect(
      Permission.Resource.logGroup("*").arn(at: place)
        == "arn:aws-cn:logs:cn-north-1:123456789012:log-group:*:*")
    #expect(
      AccessPolicy.Place()
        == AccessPolicy.Place(region: nil, partition: "aws", account: nil))
  }

  @Test("No statement grants more than its permissions ask for", arguments: AccessRole.allCases)
  func exactly(role: AccessRole) {
    let place = AccessPolicy.Place()
    let wanted = Set(
      Capability.allCases.filter(role.capabilities.contains).flatMap(\.permissions)
        .map { "\($0.action) \($0.resource.arn(at: place))" })
    let granted = AccessPolicy(role, at: place).statements.filter(\.isAllowing).flatMap {
      statement in
      statement.actions.flatMap { action in statement.resources.map { "\(action) \($0)" } }
    }
    #expect(Set(granted) == wanted)
    #expect(Set(granted).count == granted.count)
  }

  @Test("The viewer may read no key by any statement")
  func viewer() {
    let policy = AccessPolicy(.viewer, at: AccessPolicy.Place())
    let resources = policy.statements.filter(\.isAllowing).flatMap(\.resources)
    #expect(!resources.contains { $0.hasSuffix("/usageplans/*") || $0.contains("/apikeys") })
    #expect(
      policy.statements.filter { !$0.isAllowing }.flatMap(\.resources) == [
        "arn:aws:apigateway:*::/apikeys*", "arn:aws:apigateway:*::/usageplans/*/keys*",
      ])
  }

  @Test("A tag condition stands in a statement by itself")
  func conditions() {
    let statements = AccessPolicy(.operator, at: AccessPolicy.Place()).statements
    let conditional = statements.filter { $0.tag != nil }
    #expect(conditional.map(\.sid) == ["TakeBackRotations"])
    #expect(conditional.flatMap(\.actions) == ["apigateway:DELETE"])
  }
}
