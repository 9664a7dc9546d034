/// The people whom `tollgate iam` prints policies for.
package enum AccessRole: String, Hashable, Sendable, CaseIterable {
  /// Finds, disables and replaces leaked keys.
  case `operator`
  /// Makes keys and plans, and puts customers into plans.
  case manager
  /// Looks at plans and usage, and can obtain no key's value.
  case viewer

  /// What the role can do.
  package var capabilities: Set<Capability> {
    switch self {
    case .operator:
      [
        .listPlans, .readPlanKeys, .readUsage, .listAPIs, .readKeys, .switchKeys, .createKeys,
        .tagKeys, .attachKeys, .detachKeys, .grantQuota, .takeBackRotations, .changePlans,
        .readAccessLogs, .deliverSecrets,
      ]
    case .manager:
      [
        .listPlans, .readPlanKeys, .readUsage, .listAPIs, .readKeys, .createKeys, .tagKeys,
        .attachKeys, .detachKeys, .grantQuota, .createPlans, .changePlans, .deletePlans,
      ]
    case .viewer: [.listPlans, .readUsage, .listAPIs]
    }
  }

  /// Things that the role is kept from although another policy may allow them.
  package var denied: [Permission] {
    switch self {
    case .operator: []
    case .manager: []
    case .viewer:
      // Reading a key and reading its value are the same permission, and lists of a plan's keys
      // carry the values always.
      [
        Permission("GetKeys", "apigateway:GET", .gateway("/apikeys*")),
        Permission("GetPlanKeys", "apigateway:GET", .gateway("/usageplans/*/keys*")),
      ]
    }
  }
}
