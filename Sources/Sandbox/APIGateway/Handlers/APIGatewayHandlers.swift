/// Answers API Gateway's operations from the account.
struct APIGatewayHandlers: Sendable {
  /// The account.
  let store: AccountStore

  /// The hard quotas of an account and region.
  enum Quotas {
    /// API keys.
    static let keys = 10_000
    /// Usage plans.
    static let plans = 300
    /// Usage plans of one key.
    static let plansPerKey = 10
    /// Tags of one thing.
    static let tags = 50
  }

  /// Answers one operation.
  func answer(_ call: Call) throws(ServiceFault) -> Reply {
    switch call.operation {
    case .createAPIKey: try createKey(call)
    case .importAPIKeys: try importKeys(call)
    case .getAPIKey: try getKey(call)
    case .getAPIKeys: try getKeys(call)
    case .updateAPIKey: try updateKey(call)
    case .deleteAPIKey: try deleteKey(call)
    case .createUsagePlan: try createPlan(call)
    case .getUsagePlan: try getPlan(call)
    case .getUsagePlans: try getPlans(call)
    case .updateUsagePlan: try updatePlan(call)
    case .deleteUsagePlan: try deletePlan(call)
    case .createUsagePlanKey: try createPlanKey(call)
    case .getUsagePlanKey: try getPlanKey(call)
    case .getUsagePlanKeys: try getPlanKeys(call)
    case .deleteUsagePlanKey: try deletePlanKey(call)
    case .getUsage: try getUsage(call)
    case .updateUsage: try updateUsage(call)
    case .tagResource: try tag(call)
    case .untagResource: try untag(call)
    case .getTags: try getTags(call)
    case .getAccount: try getAccount(call)
    case .updateAccount: try updateAccount(call)
    case .getRestAPIs: try getAPIs(call)
    case .getRestAPI: try getAPI(call)
    case .getStages: try getStages(call)
    case .getStage: try getStage(call)
    case .updateStage: try updateStage(call)
    case .getResources: try getResources(call)
    case .getResource: try getResource(call)
    case .getMethod: try getMethod(call)
    case .updateMethod: try updateMethod(call)
    case .getDeployments: try getDeployments(call)
    case .getDeployment: try getDeployment(call)
    }
  }
}
