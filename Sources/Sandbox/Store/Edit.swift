/// One change of the account; what handlers decide on, what the state file keeps.
enum Edit: Codable, Sendable {
  case putKey(APIKey)
  case removeKey(String)
  case putPlan(UsagePlan)
  case removePlan(String)
  case putMembership(Membership)
  case removeMembership(plan: String, key: String)
  case putMeter(Meter)
  case removeMeter(plan: String, key: String)
  case putAPI(RestAPI)
  case putSettings(AccountSettings)
  case putSecret(Secret)
  case removeSecret(String)
  /// Calls that were served and count against a quota.
  case served(Served)
  /// When what follows was decided, in seconds since 1970; the data plane sees it some seconds later.
  case time(Double)
}

/// The account's own settings.
struct AccountSettings: Codable, Sendable, Equatable {
  /// The role for logs.
  var cloudwatchRoleArn: String?
  /// `UsagePlans` among others.
  var features: [String] = ["UsagePlans"]
}
