/// A thing that the program can do for a person, as the permissions that it needs: the one table
/// from which policies are printed and refusals are explained.
package enum Capability: String, Hashable, Sendable, CaseIterable {
  case listPlans, readPlanKeys, readUsage, listAPIs, readKeys
  case switchKeys, createKeys, tagKeys, attachKeys, detachKeys, grantQuota
  case takeBackRotations, deleteKeys
  case createPlans, changePlans, deletePlans
  case readAccessLogs, deliverSecrets

  /// What it is called in a sentence: `Without it, … is not possible`.
  package var words: String {
    switch self {
    case .listPlans: "listing usage plans"
    case .readPlanKeys: "seeing which keys a plan has"
    case .readUsage: "reading usage"
    case .listAPIs: "listing APIs and stages"
    case .readKeys: "listing keys"
    case .switchKeys: "enabling, disabling and renaming keys"
    case .createKeys: "making and importing keys"
    case .tagKeys: "tagging keys and plans"
    case .attachKeys: "putting keys into plans"
    case .detachKeys: "taking keys out of plans"
    case .grantQuota: "granting quota"
    case .takeBackRotations: "taking the new key of a rotation back"
    case .deleteKeys: "deleting keys"
    case .createPlans: "making plans"
    case .changePlans: "changing, suspending and resuming plans"
    case .deletePlans: "deleting plans"
    case .readAccessLogs: "proving from access logs that a key is silent"
    case .deliverSecrets: "delivering values to Secrets Manager"
    }
  }

  /// The permissions it needs.
  package var permissions: [Permission] {
    switch self {
    case .listPlans:
      [
        Permission("ReadPlans", "apigateway:GET", .gateway("/usageplans")),
        // The id alone: `*` would match what lies below it too, the keys with their values.
        Permission("ReadPlans", "apigateway:GET", .gateway("/usageplans/??????")),
      ]
    case .readPlanKeys:
      [
        Permission("ReadPlanKeys", "apigateway:GET", .gateway("/usageplans/*/keys")),
        Permission("ReadPlanKeys", "apigateway:GET", .gateway("/usageplans/*/keys/*")),
      ]
    case .readUsage:
      [Permission("ReadUsage", "apigateway:GET", .gateway("/usageplans/*/usage"))]
    case .listAPIs:
      [
        Permission("ReadAPIs", "apigateway:GET", .gateway("/restapis")),
        Permission("ReadAPIs", "apigateway:GET", .gateway("/restapis/*")),
      ]
    case .readKeys:
      [
        Permission("ReadKeys", "apigateway:GET", .gateway("/apikeys")),
        Permission("ReadKeys", "apigateway:GET", .gateway("/apikeys/*")),
      ]
    case .switchKeys:
      [Permission("SwitchKeys", "apigateway:PATCH", .gateway("/apikeys/*"))]
    case .createKeys:
      [Permission("CreateKeys", "apigateway:POST", .gateway("/apikeys"))]
    case .tagKeys:
      [
        Permission("Tag", "apigateway:PUT", .gateway("/tags/*")),
        // Tags that come with a creation.
        Permission("Tag", "apigateway:POST", .gateway("/tags/*")),
        Permission("Tag", "apigateway:DELETE", .gateway("/tags/*")),
      ]
    case .attachKeys:
      [Permission("AttachKeys", "apigateway:POST", .gateway("/usageplans/*/keys"))]
    case .detachKeys:
      [Permission("DetachKeys", "apigateway:DELETE", .gateway("/usageplans/*/keys/*"))]
    case .grantQuota:
      [Permission("GrantQuota", "apigateway:PATCH", .gateway("/usageplans/*/keys/*/usage"))]
    case .takeBackRotations:
      [
        Permission(
          "TakeBackRotations", "apigateway:DELETE", .gateway("/apikeys/*"), tag: "tollgate:rotation"
        )
      ]
    case .deleteKeys: [Permission("DeleteKeys", "apigateway:DELETE", .gateway("/apikeys/*"))]
    case .createPlans: [Permission("CreatePlans", "apigateway:POST", .gateway("/usageplans"))]
    case .changePlans:
      [Permission("ChangePlans", "apigateway:PATCH", .gateway("/usageplans/??????"))]
    case .deletePlans:
      [Permission("DeletePlans", "apigateway:DELETE", .gateway("/usageplans/??????"))]
    case .readAccessLogs: [Permission("ReadAccessLogs", "logs:FilterLogEvents", .logGroup("*"))]
    case .deliverSecrets:
      [
        Permission("DeliverSecrets", "secretsmanager:DescribeSecret", .secret("*")),
        Permission("DeliverSecrets", "secretsmanager:CreateSecret", .secret("*")),
        Permission("DeliverSecrets", "secretsmanager:PutSecretValue", .secret("*")),
      ]
    }
  }
}
